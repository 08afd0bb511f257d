"""Two languages through OpenAI's translation sessions: one direction at a time, words before sound, all of it paid."""

from __future__ import annotations

import pytest

from tests.fakes.online_talk import BREATH, QUESTION, SENTENCE, SILENCE, ToldWitness, online_talk, sure, unsure
from tests.fakes.translation_peer import TONE, Session, TranslationPeer
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import LimitReached
from wanderlust.domain.events import Notice
from wanderlust.wire import translation_events as tr


async def test_what_one_says_the_other_reads_and_then_hears() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert (done.speaker_language, done.target_language, done.witness) == ("en", "pt", "speech")
        assert (done.source, done.target, done.route) == ("Where is the station?", "Onde fica a estação?", "openai")
        (final,) = [caption for caption in talk.of(tr.Caption) if caption.final]
        assert (final.source, final.text, final.language, final.route) == (done.source, done.target, "pt", "openai")
        assert (final.start_ms, final.end_ms) == (done.start_ms, done.end_ms)
        kinds = [type(event) for event in talk.events]
        assert kinds.index(tr.TranslatedSound) > talk.events.index(final), "the whole text is known before the sound"
        assert b"".join(sound.delta for sound in talk.of(tr.TranslatedSound)) == TONE * 4
        assert peer.problems == []


async def test_captions_grow_while_the_person_still_speaks() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, SENTENCE)
        await talk.met(lambda: any(caption.text for caption in talk.of(tr.Caption)))
        assert not peer.used[0].closed and not any(caption.final for caption in talk.of(tr.Caption))
        await talk.hear(SILENCE)
        await talk.until(tr.UtteranceDone)
        texts = [caption.text for caption in talk.of(tr.Caption)]
        assert all(later.startswith(earlier) for earlier, later in zip(texts, texts[1:], strict=False)), texts


async def test_only_the_direction_that_is_spoken_is_open_and_only_speech_is_sent() -> None:
    witness = ToldWitness(sure("en"), sure("pt"))
    async with TranslationPeer() as peer, online_talk(peer.base_url, witness) as talk:
        await talk.hear(SILENCE * 20, QUESTION, SILENCE * 20)
        await talk.until(tr.UtteranceDone)
        assert [session.language for session in peer.used] == ["pt"]
        await talk.hear(QUESTION, SILENCE * 20)
        done = await talk.until(tr.UtteranceDone, 2)
        assert (done.speaker_language, done.target_language) == ("pt", "en")
        assert [session.language for session in peer.used] == ["pt", "en"]
        assert len(peer.sessions) == 2, "and nothing else was opened"
        spoken_s = len(QUESTION) / 48_000
        for session in peer.used:
            assert session.closed and spoken_s <= len(session.pcm) / 48_000 <= spoken_s + 1.6
        assert peer.problems == []


async def test_a_pause_for_breath_is_sent_as_silence_and_ends_nothing() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, bytes(24_000), QUESTION, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert len(peer.used) == 1 and len(peer.used[0].pcm) > 2 * len(QUESTION) + 24_000 - 9_600
        assert done.end_ms - done.start_ms > 2_200


async def test_a_microphone_that_falls_silent_is_made_up_for_and_its_pause_ends_the_utterance() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en")), frame_s=0.02) as talk:
        await talk.hear(SILENCE, SENTENCE)  # and nothing more: it was muted
        await talk.until(tr.UtteranceDone)
        assert bytes(peer.used[0].pcm[-9_600:]) == bytes(9_600), "the server's clock goes on by silence"
        assert peer.problems == []


async def test_a_held_key_decides_at_once_and_its_release_ends_the_utterance() -> None:
    witness = ToldWitness(unsure("en"))
    async with TranslationPeer() as peer, online_talk(peer.base_url, witness) as talk:
        await talk.link.send(tr.SideHeld("pt"))
        await talk.hear(QUESTION, SILENCE * 3, QUESTION)
        await talk.link.send(tr.SideHeld(""))
        done = await talk.until(tr.UtteranceDone)
        assert (done.speaker_language, done.target_language, done.witness) == ("pt", "en", "key")
        assert witness.heard == [] and len(peer.used) == 1
        assert len(peer.used[0].pcm) >= 2 * len(QUESTION) + 3 * len(SILENCE)
        assert peer.problems == []


async def test_a_key_held_in_silence_costs_nothing() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.link.send(tr.SideHeld("en"))
        await talk.hear(SILENCE * 5)
        await talk.link.send(tr.SideHeld(""))
        await talk.link.send(tr.TranslationClose())
        await talk.until(tr.TranslationClosed)
        assert peer.used == [] and talk.of(tr.UtteranceDone) == []


async def test_a_key_that_comes_a_word_late_owns_that_word_too() -> None:
    witness = ToldWitness(unsure("en"))
    async with TranslationPeer() as peer, online_talk(peer.base_url, witness) as talk:
        await talk.hear(SILENCE, QUESTION[:24_000])
        await talk.link.send(tr.SideHeld("pt"))
        await talk.hear(QUESTION[24_000:])
        await talk.link.send(tr.SideHeld(""))
        done = await talk.until(tr.UtteranceDone)
        assert (done.speaker_language, done.witness) == ("pt", "key")
        assert len(peer.used) == 1 and len(peer.used[0].pcm) >= len(QUESTION)


async def test_who_is_not_sure_asks_and_says_nothing_aloud_until_told() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(unsure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        asked = await talk.until(tr.SideUnclear)
        assert (asked.guess, asked.sources) == ("en", {"en": "where", "pt": "onde"})
        assert peer.used == [] and talk.of(tr.TranslatedSound) == []
        await talk.link.send(tr.SideChosen(asked.utterance_id, "pt"))
        done = await talk.until(tr.UtteranceDone)
        assert (done.utterance_id, done.speaker_language, done.witness) == (asked.utterance_id, "pt", "chosen")
        assert len(peer.used) == 1 and len(peer.used[0].pcm) >= len(QUESTION), "its sound was kept"
        assert peer.problems == []


async def test_without_a_witness_the_people_are_asked() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, None) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        assert (await talk.until(tr.SideUnclear)).guess == "en"
        assert peer.used == []


async def test_the_witness_hears_more_before_it_gives_up() -> None:
    witness = ToldWitness(unsure("en"), unsure("en"), sure("pt"))
    async with TranslationPeer() as peer, online_talk(peer.base_url, witness) as talk:
        await talk.hear(SILENCE, SENTENCE, BREATH, SENTENCE, SILENCE)
        assert (await talk.until(tr.UtteranceDone)).speaker_language == "pt"
        sizes = [size for size, _ in witness.heard]
        assert sizes == sorted(sizes) and 1.2 <= sizes[0] / 48_000 < 5


async def test_the_wrong_side_is_put_right_from_memory() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        first = await talk.until(tr.UtteranceDone)
        await talk.link.send(tr.SideChosen(first.utterance_id, "pt"))
        second = await talk.until(tr.UtteranceDone, 2)
        assert second.utterance_id == first.utterance_id and second.target_language == "en"
        assert bytes(peer.used[1].pcm[: len(QUESTION)]) == bytes(peer.used[0].pcm[: len(QUESTION)])


async def test_a_choice_about_nothing_is_refused() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.link.send(tr.SideChosen("utt_9", "pt", "evt_1"))
        await talk.link.send(tr.SideHeld("de", "evt_2"))
        await talk.until(tr.TranslationError, 2)
        assert [error.error.event_id for error in talk.of(tr.TranslationError)] == ["evt_1", "evt_2"]


async def test_two_voices_never_overlap() -> None:
    witness = ToldWitness(sure("en"), sure("pt"))
    async with TranslationPeer() as peer, online_talk(peer.base_url, witness) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE, QUESTION, SILENCE)  # the second begins while the first is drained
        await talk.until(tr.UtteranceDone, 2)
        spoken = [e for e in talk.events if isinstance(e, tr.TranslatedSound | tr.UtteranceDone)]
        kinds = [type(event).__name__ for event in spoken]
        assert kinds == ["TranslatedSound"] * 4 + ["UtteranceDone"] + ["TranslatedSound"] * 4 + ["UtteranceDone"]


async def test_the_end_of_the_talk_waits_for_the_last_word() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION)
        await talk.link.send(tr.TranslationClose())
        await talk.until(tr.TranslationClosed)
        assert [done.target for done in talk.of(tr.UtteranceDone)] == ["Onde fica a estação?"]
        assert isinstance(talk.events[-1], tr.TranslationClosed)


async def test_a_server_without_the_model_that_writes_down_still_translates() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        peer.refuse_update = lambda event: "invalid_value" if "input" in event["session"]["audio"] else ""
        await talk.hear(SILENCE, QUESTION, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert (done.source, done.target) == ("", "Onde fica a estação?")
        assert len(peer.used[0].updates) == 2 and peer.problems == []


async def test_an_utterance_nothing_comes_of_is_said_to_be_one() -> None:
    async with TranslationPeer(says={}) as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert done.target == "" and talk.of(tr.TranslationError)[0].error.code == "no_translation"


async def test_sound_of_another_rate_is_played_at_its_own_pace() -> None:
    async with TranslationPeer(rate=12_000) as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.until(tr.UtteranceDone)
        made = sum(len(sound.delta) for sound in talk.of(tr.TranslatedSound))
        assert abs(made - 2 * 4 * len(TONE)) < 4_800, "twice as many samples, less what a filter holds back"


async def test_a_server_that_does_not_end_a_session_is_not_waited_for_for_ever() -> None:
    witness = ToldWitness(sure("en"))
    async with TranslationPeer(drains=False) as peer, online_talk(peer.base_url, witness, drain_s=0.5) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.met(lambda: talk.failed is not None)
        assert talk.failed is not None and talk.failed.trouble is not None
        assert talk.failed.trouble.name == "timeout" and talk.recent.utterance() is not None


# -- money ---------------------------------------------------------------------------------------------------------


async def test_every_second_that_is_sent_is_in_the_ledger_by_the_price_table() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.until(tr.UtteranceDone)
        await talk.meter.settled()
        seconds = len(peer.used[0].pcm) / 48_000
        by_model = {entry.usage.model: entry for entry in talk.ledger.entries}
        assert {model: entry.usage.seconds for model, entry in by_model.items()} == {
            "gpt-realtime-translate": seconds,
            "gpt-realtime-whisper": seconds,
        }
        assert by_model["gpt-realtime-translate"].nanodollars == round(seconds / 60 * 0.034e9)
        (record,) = talk.ledger.sent.values()
        assert (record.purpose, record.audio_ms) == ("interpreter", round(seconds * 1000))
        assert talk.meter.spending.talk.nanodollars == sum(entry.nanodollars for entry in talk.ledger.entries)


async def test_the_meter_runs_while_they_speak() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, SENTENCE)
        await talk.met(lambda: any(caption.text for caption in talk.of(tr.Caption)))
        assert not peer.used[0].closed and talk.meter.spending.talk.nanodollars > 0


async def test_at_a_limit_the_utterance_under_way_is_the_last() -> None:
    # At $0.051 a minute of sound the question and its pause, 2.2 s, cost $0.0019.
    async with (
        TranslationPeer() as peer,
        online_talk(peer.base_url, ToldWitness(sure("en")), caps=Caps(0.0017)) as talk,
    ):
        await talk.hear(SILENCE, QUESTION, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert done.target == "Onde fica a estação?", "it is not cut off"
        await talk.met(lambda: talk.failed is not None)
        assert isinstance(talk.failed, LimitReached) and len(peer.used) == 1
        assert [event.topic for event in talk.told if isinstance(event, Notice)] == ["spending", "spending"]


async def test_far_over_a_limit_even_that_is_ended_and_its_tail_drained() -> None:
    async with (
        TranslationPeer() as peer,
        online_talk(peer.base_url, ToldWitness(sure("en")), caps=Caps(0.0008)) as talk,
    ):
        await talk.hear(SILENCE, SENTENCE, BREATH, SENTENCE, SILENCE)
        done = await talk.until(tr.UtteranceDone)
        assert done.target and peer.used[0].closed
        assert len(peer.used[0].pcm) < 2 * len(SENTENCE), "the rest was not sent"
        await talk.met(lambda: isinstance(talk.failed, LimitReached))


# -- the network ---------------------------------------------------------------------------------------------------


async def test_a_cut_leaves_the_utterance_in_memory() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        peer.on_frame = lambda session: "cut" if session.frames == 5 else ""
        await talk.hear(SILENCE, SENTENCE)
        await talk.met(lambda: talk.failed is not None)
        kept = talk.recent.utterance()
        assert kept is not None and kept.claimed and not kept.ended
        assert QUESTION[-48_000:] in kept.pcm


async def test_what_is_translated_is_not_kept_for_another_server() -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.until(tr.UtteranceDone)
        await talk.met(lambda: talk.recent.utterance() is None)


@pytest.mark.parametrize("trouble", ["insufficient_quota", "cut"])
async def test_what_the_session_cannot_go_on_after_ends_the_link(trouble: str) -> None:
    async with TranslationPeer() as peer, online_talk(peer.base_url, ToldWitness(sure("en"))) as talk:

        def deed(session: Session) -> str:
            return ("quota" if trouble == "insufficient_quota" else "cut") if session.frames == 2 else ""

        peer.on_frame = deed
        await talk.hear(SILENCE, QUESTION, SILENCE)
        await talk.met(lambda: talk.failed is not None)
        assert talk.failed is not None and talk.failed.trouble is not None
        assert talk.failed.trouble.name == ("quota" if trouble == "insufficient_quota" else "lost")
