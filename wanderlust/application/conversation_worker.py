"""The worker thread: one asyncio loop that holds the conversation, restarts the engine, and reports events."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable

from wanderlust.application.app_interpreter import interpreter_line
from wanderlust.application.backend_switch import BackendSwitch
from wanderlust.application.call_side import QuietTime, call_side
from wanderlust.application.call_thinkers import CallThinkers
from wanderlust.application.calls_line import CallsLine, TalkSide
from wanderlust.application.cloud_choice import Choice, Choose, this_computer
from wanderlust.application.engine_line import EngineLine
from wanderlust.application.freed_memory import give_back_now_and_then, trimmer
from wanderlust.application.ground import Ground
from wanderlust.application.history_line import HistoryLine
from wanderlust.application.interpreter_line import InterpreterLine
from wanderlust.application.interpreter_links import InterpreterLinks
from wanderlust.application.lent_sound import LentSound, Sound
from wanderlust.application.map_desk import MapDesk
from wanderlust.application.metering import CloudMetering
from wanderlust.application.services import Services, engine_process, new_id
from wanderlust.application.sound_cues import SoundCues
from wanderlust.application.sound_trial import SoundTrial
from wanderlust.application.trip_desk import take_order
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.interpreter.session import InterpreterSession
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import BUSY, AssistantState
from wanderlust.domain.errors import EngineFailed, StorageFailed, WanderlustError
from wanderlust.domain.trip.orders import TripOrder
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.realtime.engine_transcription import written_down
from wanderlust.store.conversations import SqliteConversations

log = logging.getLogger(__name__)

LEVEL_SECONDS = 1 / 30
STOP_LIMIT_S = 5.0
KEY_WAIT_S = 2.0  # a keyring answers in 0.1 s, or waits for a password: then this computer begins
MICROPHONE_RATE = 24_000


class ConversationWorker:
    """Runs the session off the GUI thread.

    Args:
        services: Places, tools, clock.
        store: Where finished turns go.
        sound: Speaker and microphone.
        sink: Takes domain events, called on the worker thread (and on the sound thread for devices).
        choose: Finds the server that answers while it is there, from what is wished.
        calls: Telephone calls beside the talk, or None where none can be made.
        cues: Short tones, of which this says whether they are wished; it is told events by whoever gave the sink.
    """

    def __init__(
        self,
        services: Services,
        store: SqliteConversations,
        sound: Sound,
        sink: EventSink,
        choose: Choose = this_computer,
        calls: CallsLine | None = None,
        cues: SoundCues | None = None,
    ) -> None:
        self._services = services
        self._store = store
        self._sound = sound
        self._sink = sink
        self._thread = threading.Thread(target=self._main, name="conversation", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: Session | None = None
        self._choose = choose
        self._calls, self._cues = calls, cues
        self._listening = self._on_server = False
        self._choosing: asyncio.Task[None] | None = None
        self._metering: CloudMetering | None = None
        self._counting = False
        self._switch: BackendSwitch | None = None
        self._interpreter: InterpreterLine | None = None
        self._history: HistoryLine | None = None
        self._trial: SoundTrial | None = None
        self._ground: Ground | None = None
        self._map: MapDesk | None = None
        self._ended: asyncio.Event | None = None
        self._wishes = Wishes()
        self._idle: asyncio.Event | None = None
        self._started = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin; returns after a few milliseconds, when orders are taken."""
        self._thread.start()
        self._started.wait(STOP_LIMIT_S)

    def stop(self) -> bool:
        """End the conversation and the engine; False when that took more than five seconds."""
        if not self._thread.is_alive():
            return True
        self._started.wait(STOP_LIMIT_S)
        loop, ended = self._loop, self._ended
        if loop is not None and ended is not None:
            loop.call_soon_threadsafe(ended.set)
        self._thread.join(STOP_LIMIT_S)
        return not self._thread.is_alive()

    def do(self, action: Callable[[Session], Awaitable[None] | None]) -> None:
        """Have the session do something, from any thread; errors become notices."""
        self._soon(lambda: self._keep(asyncio.ensure_future(self._act(action))))

    def typed(self, words: str) -> None:
        """The traveller typed this, from any thread: for the card or the call that is open, or for the talk."""

        async def take(session: Session) -> None:
            if self._calls is None or not await self._calls.take_words(words):
                await session.say(words)

        self.converse(take)

    def call(self, action: Callable[[CallsLine], Awaitable[None] | None]) -> None:
        """Have the line for calls do something, from any thread; errors become notices."""
        calls = self._calls
        if calls is not None:
            self.do(lambda _session: action(calls))

    def converse(self, action: Callable[[Session], Awaitable[None] | None]) -> None:
        """Have the session do something, from any thread, unless two people are being interpreted."""
        self.do(lambda session: None if self._interpreting else action(session))

    def toggle_muted(self) -> None:
        """Mute the microphone or open it, whoever has it, from any thread."""
        self.do(lambda session: self._interpreting.toggle_muted() if self._interpreting else session.toggle_muted())

    def hush(self) -> None:
        """Stop the voice, whosever it is, from any thread."""
        self.do(lambda session: self._interpreting.talk.silence() if self._interpreting else session.stop())

    def interpret(self, action: Callable[[InterpreterLine], Awaitable[None] | None]) -> None:
        """Have the interpreter do something, from any thread; errors become notices."""
        self.do(lambda _session: action(self._interpreter) if self._interpreter is not None else None)

    def history(self, action: Callable[[HistoryLine], Awaitable[None] | None]) -> None:
        """Have the history do something, from any thread; errors become notices."""
        self.do(lambda _session: action(self._history) if self._history is not None else None)

    def change_trip(self, order: TripOrder) -> None:
        """Have the trips changed by hand, from any thread; errors become notices."""
        self.do(lambda _session: take_order(self._services, self._sink, order))

    def try_sound(self, action: Callable[[SoundTrial], Awaitable[None] | None]) -> None:
        """Try microphone or speaker, from any thread; errors become notices."""
        self.do(lambda _session: action(self._trial) if self._trial is not None else None)

    def stand(self, action: Callable[[Ground], Awaitable[None] | None]) -> None:
        """Have the ground of the talk do something, from any thread; errors become notices."""
        self.do(lambda _session: action(self._ground) if self._ground is not None else None)

    def adopt(self, wishes: Wishes) -> None:
        """Hold the conversation like this from now on, from any thread, before the start or after."""
        loop = self._loop
        if self._cues is not None:
            self._cues.on = wishes.cues
        if loop is None:
            self._wishes = wishes
            self._sound.set_echo_control(wishes.echo)
            self._sound.choose_devices(wishes.microphone, wishes.speaker)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(self._adopt, wishes)

    def ask(self, words: str, picture: bytes) -> None:
        """Ask about a picture as it came from a file, a camera or the clipboard, from any thread."""
        self._soon(lambda: self._keep(asyncio.ensure_future(self._act(lambda session: _show(session, words, picture)))))

    def restart_engine(self) -> None:
        """Start the engine anew as soon as nothing is being said, from any thread: its packs are others."""
        self._soon(self._renew, True)

    def new_talk(self) -> None:
        """Begin a new conversation, from any thread."""
        self.history(lambda line: line.begin_anew())

    def on_map(self, action: Callable[[MapDesk], Awaitable[None] | None]) -> None:
        """Have the desk of the map do something, from any thread; errors become notices."""
        self.do(lambda _session: action(self._map) if self._map is not None else None)

    def say_rest(self, words: str, language: str = "en") -> None:
        """Say the words of an answer that were cut off, or a phrase in its language, from any thread."""
        self.do(lambda _session: self._say_rest(words, language))

    def retry(self) -> None:
        """Try again whatever did not start or could not be reached, from any thread."""
        self.switch(lambda switch: switch.retry())
        self._soon(self._choose_anew)  # a key may have come to where keys are kept

    def stay(self) -> None:
        """The traveller stays on this computer, from any thread."""
        self.switch(lambda switch: switch.stay())

    def switch(self, action: Callable[[BackendSwitch], None]) -> None:
        """Have the switch between this computer and the cloud do something, from any thread."""
        loop, switch = self._loop, self._switch
        if loop is not None and switch is not None and not loop.is_closed():
            loop.call_soon_threadsafe(action, switch)

    def network_up(self) -> None:
        """The system says that a network is there: whoever waits for one tries at once; from any thread."""
        self.switch(lambda switch: switch.network_up())
        self.interpret(lambda line: line.network_up())

    def _soon(self, action: Callable[..., object], *arguments: object) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(action, *arguments)

    # -- on the worker thread ---------------------------------------------------------------------------------

    @property
    def _interpreting(self) -> InterpreterSession | None:
        return self._interpreter.session if self._interpreter is not None else None

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _main(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        sound = LentSound(self._sound)
        self._trial = SoundTrial(sound, self._idle.is_set, self._sink)
        self._session = Session(
            SessionParts(
                dispatch=self._services.dispatch,
                speaker=sound.speaker,
                microphone=sound.microphone,
                store=self._store,
                clock=self._services.clock,
                sink=self._watched,
                new_id=new_id,
                full_duplex=sound.full_duplex,
                voice=sound.voice,
                write_down=self._write_down,
                talk=self._wishes.talk,
            )
        )
        line = EngineLine(self._session, self._sink, lambda: engine_process(self._wishes.llm))
        self._services.translator.use(line.warm)
        services, wishes = self._services, self._wishes
        self._metering = CloudMetering(services.paths, services.clock, self._sink, wishes.server, new_id("talk"))
        self._switch = BackendSwitch(
            self._session, line, None, self._watched, wishes.patience_s, wishes.unasked, metering=self._metering
        )
        self._session.set_quiet(wishes.quiet)
        self._ground = Ground(services, self._sink)
        await self._ground.adopt(wishes)
        self._map = MapDesk(self._services, self._sink)
        self.on_map(lambda desk: desk.choose(wishes.street_map))
        if self._calls is not None:
            self._calls.attach(self._call_side(sound))
            self._calls.adopt(wishes.calls)
            self._calls.log.set_keeping(wishes.keep != "never")
        told = (services.paths, services.clock, sound, self._store, self._sink, self._session, line.warm)
        online = InterpreterLinks(
            lambda: self._choose(self._wishes), self._metering, line.warm, services.clock, self._sink,
            way_back=self._switch.way_back_of_others,
        )  # fmt: skip
        self._interpreter = interpreter_line(*told, careful=wishes.ask_before_care, online=online)
        services.interpreting.use(self._interpreter)
        self._interpreter.own_language = wishes.talk.languages[0]
        self._history = HistoryLine(
            services, self._store, self._session, self._sink, self._interpreter.leave, self._renew_talk
        )
        self._history.keep(wishes.keep)
        self._switch.engine_wanted = lambda: (
            self._interpreting is not None or self._calls is not None and self._calls.busy
        )
        self._started.set()
        services.trips.tell(self._sink)
        self._sink(ev.StateChanged(AssistantState.CONNECTING))
        jobs = (self._converse(), self._tell_levels(), self._ground.load_labels(), give_back_now_and_then(trimmer()))
        work = [asyncio.create_task(job) for job in jobs]
        self._sound.start(self._sink)
        try:
            await self._ended.wait()
        finally:
            await self._interpreter.close()
            await self._map.close()
            for task in (*work, *self._tasks):
                task.cancel()
            await asyncio.gather(*work, *self._tasks, return_exceptions=True)
            if self._calls is not None:
                await self._calls.close()
            self._sound.close()
            await self._metering.close()
            self._history.close()
            try:
                await self._store.close()
            except StorageFailed as error:
                log.error("%s", error)
            await self._services.online.hang_up()
            self._services.close()

    async def _act(self, action: Callable[[Session], Awaitable[None] | None]) -> None:
        assert self._session is not None
        try:
            result = action(self._session)
            if result is not None:
                await result
        except StorageFailed as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "disk"))  # said once, whoever met it
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "input"))

    async def _write_down(self, pcm: bytes) -> str:
        engine = self._switch.engine_line.engine if self._switch is not None else None
        if engine is None or not engine.running:
            raise EngineFailed("The recogniser on this computer is not ready yet.", "Try again.")
        import numpy as np  # not before the window is painted

        from wanderlust.dsp.wav import wav_bytes

        wav = wav_bytes(np.frombuffer(pcm, "<i2").astype(np.int16), MICROPHONE_RATE)
        written = await written_down(engine, wav, None)
        return " ".join(segment.text for segment in written.segments)

    def _watched(self, event: ev.DomainEvent) -> None:
        """Hand events on, and know when nothing is being said; the way back to the server is the interpreter's too."""
        if isinstance(event, ev.StateChanged) and self._idle is not None:
            if event.state in BUSY:
                self._idle.clear()
            else:
                self._idle.set()
        if isinstance(event, ev.BackendChanged):
            self._on_server = event.backend != "engine"
        if isinstance(event, ev.MicrophoneChanged):
            self._listening = event.open and not event.muted
        self._sink(event)
        if self._calls is not None:
            self._calls.watch(event)
        if isinstance(event, ev.AnswerFinished) and self._switch is not None:
            self._switch.quiet()
            self.interpret(lambda line: line.answer_over())
        if isinstance(event, ev.CloudChanged) and event.state == "held" and self._interpreter is not None:
            self._interpreter.go_back()

    def _adopt(self, wishes: Wishes) -> None:
        assert self._session is not None and self._switch is not None
        before, self._wishes = self._wishes, wishes
        if wishes.echo != before.echo:
            self._sound.set_echo_control(wishes.echo)
        self._sound.choose_devices(wishes.microphone, wishes.speaker)
        self._session.adopt(wishes.talk)
        if self._calls is not None:
            self._calls.adopt(wishes.calls)
            self._calls.log.set_keeping(wishes.keep != "never")
        self._session.set_quiet(wishes.quiet)
        if self._ground is not None:
            self._keep(asyncio.ensure_future(self._adopt_ground(self._ground, wishes)))
        if self._history is not None:
            self._history.keep(wishes.keep)
        if self._interpreter is not None:
            self._interpreter.set_careful(wishes.ask_before_care)
            self._interpreter.own_language = wishes.talk.languages[0]
        self._switch.set_patience(wishes.patience_s)
        self._switch.set_unasked(wishes.unasked)
        if _chosen_by(wishes) != _chosen_by(before):
            self._choose_anew()
        if wishes.llm != before.llm:
            self._renew(engine=True)
        elif wishes.talk.voice != before.talk.voice:
            self._renew(engine=False)  # a connection that has spoken keeps its voice

    async def _adopt_ground(self, ground: Ground, wishes: Wishes) -> None:
        """The contact first: which street maps there are hangs on it."""
        await ground.adopt(wishes)
        self.on_map(lambda desk: desk.choose(wishes.street_map))

    def _choose_anew(self) -> None:
        if self._choosing is not None:
            self._choosing.cancel()
        self._choosing = asyncio.ensure_future(self._take_choice())
        self._keep(self._choosing)

    async def _take_choice(self) -> None:
        """Use the server that is wished for now."""
        assert self._switch is not None and self._metering is not None
        try:
            choice = await self._choose(self._wishes)
        except WanderlustError as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "cloud"))
            choice = Choice(settings=self._wishes.server)
        self._metering.adopt(choice.settings)
        if choice.cloud is not None and not self._counting:
            self._counting = True
            await self._metering.start()
        self._switch.use(choice.cloud, choice.trouble)
        if self._switch.trouble == "limit" and not self._metering.meter.spending.reached:
            self._switch.go_back()  # whoever lifts the limit that ended the talk there wants to go on there

    def _renew(self, engine: bool) -> None:
        self._keep(asyncio.ensure_future(self._renew_when_idle(engine)))

    async def _renew_when_idle(self, engine: bool) -> None:
        assert self._idle is not None and self._switch is not None
        await self._idle.wait()
        await self._switch.engine_line.renew(engine)

    async def _renew_talk(self) -> None:
        """Another talk is open: its costs are its own, and its server is told what was said in it."""
        assert self._switch is not None and self._metering is not None
        self._metering.meter.begin_talk(new_id("talk"))
        await self._switch.renew()

    async def _say_rest(self, words: str, language: str) -> None:
        assert self._session is not None and self._switch is not None
        try:
            pcm = await spoken(await self._switch.engine_line.warm(), words, language)
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "engine"))
            return
        if self._interpreting is not None:
            self._interpreting.talk.say(words, language, pcm)
        else:
            await self._session.recite(words, pcm)

    def _call_side(self, sound: LentSound) -> TalkSide:
        """What the talk offers a call."""
        assert self._idle is not None and self._switch is not None and self._metering is not None
        quiet = QuietTime(self._idle, lambda: self._interpreting is not None, lambda: self._listening)
        thinks = CallThinkers(
            lambda: self._choose(self._wishes), lambda: self._on_server, self._metering, self._services.clock
        )
        told = (sound, self.engine, thinks.agent, lambda sentence: self._say_rest(sentence, "en"))
        return call_side(quiet, *told, self._store, self._sink, self._services.trips, self._services.clock)

    async def engine(self) -> EngineProcess:
        """The engine, started; on the worker's loop."""
        assert self._switch is not None
        return await self._switch.engine_line.warm()

    async def _converse(self) -> None:
        assert self._switch is not None and self._history is not None
        await self._history.restore()
        await self._act(lambda _session: self._services.trips.show())
        self._choose_anew()
        assert self._choosing is not None
        await asyncio.wait((self._choosing,), timeout=KEY_WAIT_S)
        await self._switch.run()

    async def _tell_levels(self) -> None:
        silent = True
        while True:
            await asyncio.sleep(LEVEL_SECONDS if not silent else 4 * LEVEL_SECONDS)
            microphone = self._sound.microphone
            heard = microphone.level if microphone is not None else 0.0
            spoken = self._sound.speaker.level
            if heard > 0 or spoken > 0 or not silent:
                self._sink(ev.LevelChanged(heard, spoken))
            silent = heard == 0 and spoken == 0


def _chosen_by(wishes: Wishes) -> tuple[object, ...]:
    """What the choice of the server hangs on."""
    return wishes.cloud, wishes.server, wishes.key, wishes.kept, wishes.headset


async def _show(session: Session, words: str, picture: bytes) -> None:
    """Ask about a picture, with nothing in it but what is seen."""
    from wanderlust.application.pictures import fit_to_send  # 60 ms that only a picture is worth

    session.check_eyes()
    await session.say(words, await asyncio.to_thread(fit_to_send, picture))
