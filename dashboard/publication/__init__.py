"""The public twin of a store: made, read as any visitor could, and published if nothing leaks."""
