"""Fuzzing: any bytes that reach us from outside give a result or a typed answer, soon and cheaply.

`targets` says what is fed and what must hold, `seeds` what is damaged, `feeding` measures one
input, `engines` makes inputs (atheris where it is installed, else by chance), `judging` measures
suspects again and alone, and makes what fails small. `python -m fuzzing` is `make fuzz`.
"""
