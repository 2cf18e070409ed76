"""One module an engine, and the folder that holds what they write."""
