package index

// SetFew sets the number of applications up to which a search looks at each of
// them.
func SetFew(n int) (restore func()) {
	before := few
	few = n
	return func() { few = before }
}
