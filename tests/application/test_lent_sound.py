"""The interpreter borrows the ears, and the conversation finds them as it left them."""

from __future__ import annotations

from collections.abc import Callable

from tests.fakes.one_sound import OneSound
from tests.fakes.watched_microphone import WatchedMicrophone
from wanderlust.application.lent_sound import LentMicrophone, LentSound
from wanderlust.domain.errors import SoundFailed
from wanderlust.domain.voice import VoiceChange


def test_the_owner_hears_nothing_while_it_is_lent_and_all_again_afterwards() -> None:
    sound = OneSound()
    lent = LentSound(sound)
    owner: list[bytes] = []
    guest: list[bytes] = []
    assert lent.microphone is not None
    lent.microphone.open(owner.append)
    sound.microphone.hear(b"1")
    microphone, _ = lent.lend()
    assert microphone is not None
    microphone.open(guest.append)
    sound.microphone.hear(b"2")
    assert lent.take_back() is None
    sound.microphone.hear(b"3")
    assert (owner, guest) == ([b"1", b"3"], [b"2"])


def test_what_the_owner_wants_meanwhile_holds_afterwards() -> None:
    sound = OneSound()
    lent = LentSound(sound)
    assert lent.microphone is not None
    microphone, _ = lent.lend()
    assert microphone is not None
    guest: list[bytes] = []
    microphone.open(guest.append)
    lent.microphone.open(lambda pcm: None)
    lent.microphone.close()
    sound.microphone.hear(b"1")
    assert guest == [b"1"], "the owner's closing closes nothing of the guest's"
    lent.take_back()
    assert sound.microphone.on_audio is None, "the owner had closed it"


def test_the_guest_alone_is_told_of_voices() -> None:
    sound = OneSound()
    lent = LentSound(sound)
    owner: list[VoiceChange] = []
    guest: list[VoiceChange] = []
    assert lent.voice is not None
    lent.voice.on_voice(owner.append)
    sound.voice.notice(VoiceChange.SOUND_BEGAN)
    _, voice = lent.lend()
    assert voice is not None and voice.full_duplex
    voice.on_voice(guest.append)
    lent.voice.on_voice(owner.append)
    sound.voice.notice(VoiceChange.SPEECH_CONFIRMED)
    lent.take_back()
    sound.voice.notice(VoiceChange.SOUND_BEGAN)
    assert guest == [VoiceChange.SPEECH_CONFIRMED]
    assert owner == [VoiceChange.SOUND_BEGAN, VoiceChange.FALSE_ALARM, VoiceChange.SOUND_BEGAN]


def test_a_microphone_that_went_away_meanwhile_is_told() -> None:
    class Gone(WatchedMicrophone):
        gone = False

        def open(self, on_audio: Callable[[bytes], None]) -> None:
            if self.gone:
                raise SoundFailed("I found no microphone.", "Plug one in.")
            super().open(on_audio)

    sound = OneSound()
    sound.microphone = sound.voice = Gone()
    lent = LentSound(sound)
    assert isinstance(lent.microphone, LentMicrophone)
    lent.microphone.open(lambda pcm: None)
    lent.lend()
    Gone.gone = True
    trouble = lent.take_back()
    assert trouble is not None and trouble.sentence == "I found no microphone."


def test_it_is_open_for_its_level_while_nobody_listens_and_somebody_looks() -> None:
    sound = OneSound()
    microphone = LentMicrophone(sound.microphone)
    microphone.watch(True)
    assert sound.microphone.on_audio is not None
    owner: list[bytes] = []
    microphone.open(owner.append)
    sound.microphone.hear(b"1")
    microphone.close()
    sound.microphone.hear(b"2")
    microphone.watch(False)
    assert owner == [b"1"]
    assert sound.microphone.on_audio is None


def test_looking_away_does_not_close_it_for_whoever_listens() -> None:
    sound = OneSound()
    microphone = LentMicrophone(sound.microphone)
    owner: list[bytes] = []
    microphone.watch(True)
    microphone.open(owner.append)
    microphone.watch(False)
    sound.microphone.hear(b"1")
    assert owner == [b"1"]
