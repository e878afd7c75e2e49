"""Lists that other tools export, translated row by row into entries of the register; one module per format.

An import adds a No and never lifts one; what a row does not say stays unknown. `run.run` is the way in.
"""
