"""Real telephone lines: which account carries a call, where its secret is kept, and speech over its sound."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from wanderlust.application.call_wishes import CallWishes
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.phone_numbers import read_number
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.errors import LineFailed
from wanderlust.domain.secret import Secret
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.secrets import KeyStore

if TYPE_CHECKING:
    from wanderlust.application.telephone import RealLine
    from wanderlust.telephony.twilio.account import TwilioAccount
    from wanderlust.telephony.twilio.carrier import TwilioCarrier

REMEDY = "Set it up in the settings, under Calls."


def secret_name(line: LineKind, wishes: CallWishes) -> str:
    """Under which a line's password or token is kept: another account has another."""
    return f"sip:{'@'.join(wishes.sip)}" if line == "sip" else f"twilio:{wishes.twilio[0]}"


class Carriers:
    """Begins permitted calls on the line that the traveller has set up.

    Args:
        keys: Where passwords and tokens are kept.
        engine: The engine, started, whose voice and ears are on the line.
        carrier: Makes Twilio's REST API of an account; None = over the network.
    """

    def __init__(
        self,
        keys: KeyStore,
        engine: Callable[[], Awaitable[EngineProcess]],
        carrier: Callable[[TwilioAccount], TwilioCarrier] | None = None,
    ) -> None:
        self.keys, self._engine, self._carrier = keys, engine, carrier
        self._line: RealLine | None = None

    async def tariff(self, line: LineKind, number: str, wishes: CallWishes) -> Tariff | None:
        """What a minute costs: at Twilio by its own price list, over SIP what the traveller has set; None = not set.

        Raises:
            LineFailed: Twilio is not set up, or tells no price; without one no limit of money could be kept.
            CallRefused: The number may not be called.
            BadInput, KeyringFailed: See :meth:`dial`.
        """
        if line != "twilio":
            return Tariff(wishes.sip_minute) if wishes.sip_minute else None
        _, carrier = await self._twilio_account(wishes)
        return await carrier.tariff(read_number(number, wishes.home).e164)

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

        from wanderlust.telephony.twilio.twilio_line import TwilioLine

        account, carrier = await self._twilio_account(wishes)
        return TwilioLine(account, carrier, httpx2.AsyncClient())

    async def _twilio_account(self, wishes: CallWishes) -> tuple[TwilioAccount, TwilioCarrier]:
        from wanderlust.telephony.twilio.account import TwilioAccount
        from wanderlust.telephony.twilio.carrier import TwilioCarrier

        sid, number, public = wishes.twilio
        token = await self._secret("twilio", wishes)
        if not sid or token is None:
            raise LineFailed("There is no Twilio account yet.", REMEDY)
        account = TwilioAccount(sid, token, number, public)
        return account, self._carrier(account) if self._carrier is not None else TwilioCarrier(account)

    async def _secret(self, line: LineKind, wishes: CallWishes) -> Secret | None:
        kept = await self.keys.load(secret_name(line, wishes))
        return kept.secret if kept is not None else None
