"""The sagas: what must hold across capabilities, as state machines in Amazon States Language.

`python -m infra.sagas` holds them to the rules that every saga follows; `make contracts` draws them into docs/sagas.md.
"""
