"""The answers of the tools in Spanish, French, German, Italian and Portuguese.

English sentences stand with their tools. Those here put names before a colon, since a preposition would need each
name's article and case.
"""
