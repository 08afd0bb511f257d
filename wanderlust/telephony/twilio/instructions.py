"""What Twilio is told to do when somebody answers: connect the sound to us, with a token that counts once."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

TOKEN = "token"


def connect_to(stream_url: str, token: str) -> str:
    """TwiML that joins the call's sound to a stream in both directions."""
    parameter = f"<Parameter name={quoteattr(TOKEN)} value={quoteattr(token)}/>"
    return f"<Response><Connect><Stream url={quoteattr(stream_url)}>{parameter}</Stream></Connect></Response>"
