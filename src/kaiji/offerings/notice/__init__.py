"""The three notices of an offering and the cover of Form 6-K, as documents."""
