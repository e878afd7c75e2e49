"""What holds for every case: claims for the solver, dead and redundant rules, polarity, differences."""
