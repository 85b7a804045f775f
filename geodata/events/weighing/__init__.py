"""When, where, what and who: the rules' answers weighed against all others that an article allows.

Rules look at one thing at a time. Here everything known of their answer and of each other one is
weighed together by a logistic model, and another takes over only where it is far likelier. The
weights are tables that can be read; `python -m geodata.evaluation.weighing` fits them.
"""
