"""Real telephone lines: which account carries a call, where its secret is kept, and speech over its sound."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from wanderlust.application.call_wishes import CallWishes
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import LineFailed
from wanderlust.domain.secret import Secret
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.secrets import KeyStore

if TYPE_CHECKING:
    from wanderlust.application.telephone import RealLine

REMEDY = "Set it up in the settings, under Calls."


def secret_name(line: LineKind, wishes: CallWishes) -> str:
    """Under which a line's password or token is kept: another account has another."""
    return f"sip:{'@'.join(wishes.sip)}" if line == "sip" else f"twilio:{wishes.twilio[0]}"


class Carriers:
    """Begins permitted calls on the line that the traveller has set up.

    Args:
        keys: Where passwords and tokens are kept.
        engine: The engine, started, whose voice and ears are on the line.
    """

    def __init__(self, keys: KeyStore, engine: Callable[[], Awaitable[EngineProcess]]) -> None:
        self.keys, self._engine = keys, engine
        self._line: RealLine | None = None

    async def dial(self, permit: DialPermit, wishes: CallWishes) -> SpokenTalk:
        """The call, in words.

        Raises:
            LineFailed: The line is not set up, or cannot be used.
            BadInput: The account cannot be right.
            KeyringFailed: The keyring does not give the password.
        """
        # 0.3 s of imports, for those who call by a real line only
        from wanderlust.application.call_sound import EngineEars, EngineVoice

        await self.close()
        line = self._line = await (self._sip(wishes) if permit.card.line == "sip" else self._twilio(wishes))
        engine = await self._engine()
        call = await line.dial(permit)
        voice, ears = EngineVoice(engine), EngineEars(engine)
        return SpokenTalk(call, line.abilities.rate, voice, ears, permit.card.callee.language)

    async def close(self) -> None:
        """Let go of the line of the last call."""
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _sip(self, wishes: CallWishes) -> RealLine:
        from wanderlust.application.telephone import telephone_line
        from wanderlust.telephony.sip.account import SipAccount

        user, domain = wishes.sip
        secret = await self._secret("sip", wishes) if domain else None
        account = SipAccount(user or "wanderlust", domain, secret)
        return telephone_line("sip", account)

    async def _twilio(self, wishes: CallWishes) -> RealLine:
        import httpx2

        from wanderlust.telephony.twilio.account import TwilioAccount
        from wanderlust.telephony.twilio.carrier import TwilioCarrier
        from wanderlust.telephony.twilio.twilio_line import TwilioLine

        sid, number, public = wishes.twilio
        token = await self._secret("twilio", wishes)
        if not sid or token is None:
            raise LineFailed("There is no Twilio account yet.", REMEDY)
        account = TwilioAccount(sid, token, number, public)
        return TwilioLine(account, TwilioCarrier(account), httpx2.AsyncClient())

    async def _secret(self, line: LineKind, wishes: CallWishes) -> Secret | None:
        kept = await self.keys.load(secret_name(line, wishes))
        return kept.secret if kept is not None else None
