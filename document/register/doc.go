// Package register holds the public registers that values are looked up in:
// administrative regions by year, schools, majors, peoples and surnames. The
// data is embedded; data/README.md names its sources. Each table is loaded at
// its first use, once, and is then only read, so every function is safe for
// concurrent use.
//
// The registers have gaps. That something is not in them is a reason for doubt,
// never proof of a fault; and a near match is a suggestion for a person, never a
// correction.
package register
