"""Signal arithmetic shared by audio and engine: resampling, levels, WAV."""
