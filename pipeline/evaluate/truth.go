// Package evaluate measures how right readings are: it compares the results of
// reading a folder of files with the folder's truth.json. It reads nothing but
// that list and has no engine; who reads the files passes the results in.
//
// Values are compared as exact strings in the contract's canonical form.
// Nothing is folded, trimmed or normalised here.
package evaluate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"hecha/document"
)

// TruthFile is the name of the list of what a folder's files say.
const TruthFile = "truth.json"

// Expected is one entry of truth.json: one document in one file. Keys that are
// not listed here are ignored.
type Expected struct {
	File        string         `json:"file"` // relative to the folder
	Kind        document.Kind  `json:"kind"`
	Degradation string         `json:"degradation"`
	Layout      string         `json:"layout"` // optional
	Page        int            `json:"page"`   // where the document starts; optional
	Pages       int            `json:"pages"`  // of the file; optional
	Region      document.Quad  `json:"region"` // on Page; optional
	Truth       Truth          `json:"truth"`
	Seals       []ExpectedSeal `json:"seals"` // optional; else seal_text of the truth counts
	Codes       []ExpectedCode `json:"codes"` // optional
	Copy        *ExpectedCopy  `json:"copy"`  // optional; null for a paper that is no copy
}

// ExpectedCopy is what vouches for a copy; empty for what is not there.
type ExpectedCopy struct {
	Text      string `json:"text"`
	Signature string `json:"signature"`
	Seal      string `json:"seal"`
}

// ExpectedSeal is an impression on the document.
type ExpectedSeal struct {
	Text  string `json:"text"`
	Color string `json:"color"` // red, blue or gray
	// Inner, Type, Shape and Centre are those of document.Seal; optional.
	Inner  string            `json:"inner"`
	Type   document.SealType `json:"type"`
	Shape  string            `json:"shape"`
	Centre string            `json:"centre"`
}

// ExpectedCode is a machine-readable code on the document.
type ExpectedCode struct {
	Format string `json:"format"`
	Text   string `json:"text"`
}

// Truth holds what stands on the document. In JSON it is one object: a field's
// value is a string, a number (taken as it is written) or a list of these (the
// field then reads as they are joined by 、); null means that nobody knows, the
// empty string that the field must not be found. Two names are special:
// seal_text is the ring text of the seal, or a list of them, and periods a list
// of objects.
type Truth struct {
	Fields  map[string]string
	Seals   []string
	Periods []map[string]string
}

// UnmarshalJSON reads the object described at Truth.
func (t *Truth) UnmarshalJSON(b []byte) error {
	var raw map[string]any
	if err := decode(b, &raw); err != nil {
		return err
	}
	t.Fields = map[string]string{}
	for name, v := range raw {
		switch name {
		case "seal_text":
			t.Seals = texts(v)
		case "periods":
			t.Periods = rows(v)
		default:
			if vs := texts(v); vs != nil {
				t.Fields[name] = joined(vs)
			}
		}
	}
	return nil
}

// decode keeps numbers as they are written.
func decode(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode(v)
}

// texts are the values in v; nil for null.
func texts(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		all := []string{}
		for _, e := range v {
			all = append(all, texts(e)...)
		}
		return all
	default:
		return []string{fmt.Sprint(v)}
	}
}

func joined(vs []string) string {
	var b bytes.Buffer
	for i, v := range vs {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(v)
	}
	return b.String()
}

// rows are the objects of the list v; what is none is skipped.
func rows(v any) []map[string]string {
	list, _ := v.([]any)
	var all []map[string]string
	for _, e := range list {
		object, ok := e.(map[string]any)
		if !ok {
			continue
		}
		row := map[string]string{}
		for name, cell := range object {
			if vs := texts(cell); vs != nil {
				row[name] = joined(vs)
			}
		}
		all = append(all, row)
	}
	return all
}

// Parse reads a truth.json.
func Parse(data []byte) ([]Expected, error) {
	var all []Expected
	if err := decode(data, &all); err != nil {
		return nil, fmt.Errorf("parse %s: %w", TruthFile, err)
	}
	for i, e := range all {
		if e.File == "" {
			return nil, fmt.Errorf("parse %s: entry %d names no file", TruthFile, i)
		}
	}
	return all, nil
}

// Load reads the truth.json of a folder.
func Load(dir string) ([]Expected, error) {
	data, err := os.ReadFile(filepath.Join(dir, TruthFile))
	if err != nil {
		return nil, fmt.Errorf("load truth: %w", err)
	}
	return Parse(data)
}

// Files are the paths of the files that the truth.json of dir names, each once,
// in its order.
func Files(dir string) ([]string, error) {
	all, err := Load(dir)
	if err != nil {
		return nil, err
	}
	names := FileNames(all)
	for i, name := range names {
		names[i] = filepath.Join(dir, filepath.FromSlash(name))
	}
	return names, nil
}

// FileNames are the files of the entries, each once, in their order.
func FileNames(all []Expected) []string {
	var names []string
	seen := map[string]bool{}
	for _, e := range all {
		if !seen[e.File] {
			seen[e.File] = true
			names = append(names, e.File)
		}
	}
	return slices.Clip(names)
}
