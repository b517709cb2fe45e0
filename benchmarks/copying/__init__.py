"""A prompt that asks for copied spans, its replies, and the comparison with answers by ids."""
