"""Fuzzing: any bytes that reach us from outside give a result or a typed answer, soon and cheaply.

`targets` says what is fed and what must hold, `seeds` what is damaged, `by_chance` and `guided`
make inputs, `feeding` measures one, `judging` measures suspects again and alone, and makes what
fails small. `python -m fuzzing` is `make fuzz`.
"""
