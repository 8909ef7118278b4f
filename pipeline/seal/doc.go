// Package seal finds the impressions of seals on a sheet, measures and reads
// them, and notes what a person should look at.
//
// Find works on the whole sheet, reduced to about 100 pixels per inch: colour
// first, and then beside it for gray rings as photocopies leave them. Read takes one Impression, isolates its ink at full
// resolution, unwraps the ring into an upright strip and has an ocr.Engine
// read it. Reading.Reconcile lets a printed name settle what was not read clearly.
//
// The package never judges: Signs are codes of things worth a look.
//
// Angles are in degrees, clockwise on the sheet (y points down).
package seal
