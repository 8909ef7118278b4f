package index

// SetPatience sets after how many keys a search may look at applications one by
// one.
func SetPatience(n int) (restore func()) {
	before := patience
	patience = n
	return func() { patience = before }
}
