"""The dashboard in a real browser: how long a visitor waits, what travels, what it needs.

python -m benchmarks.dashboard --sizes 1000 1000000 --parts filter pan
"""
