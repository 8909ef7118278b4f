package index

// SetLookCost sets what a search takes looking at an application for: 0 has it
// look at each, a great number at none.
func SetLookCost(n int) (restore func()) {
	before := lookCost
	lookCost = n
	return func() { lookCost = before }
}
