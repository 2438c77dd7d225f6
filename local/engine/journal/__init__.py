"""The write-ahead journal: every acknowledged change is on the disk before its answer leaves.

A checkpoint is the state of one moment; the journal is everything after it. A start reads the checkpoint, then
repeats the journal, and so has every write that anybody was told of, whatever ended the engine before.
"""
