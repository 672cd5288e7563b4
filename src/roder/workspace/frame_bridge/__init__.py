"""The pages of the bridge of the frames and of the volume model."""
