"""The first minute: microphone, speaker, who answers, languages, privacy; every step can be skipped."""
