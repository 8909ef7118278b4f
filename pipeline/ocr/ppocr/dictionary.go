package ppocr

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// dictionary names the classes of a recognizer. Class 0 is CTC's blank and has
// the empty name; most names are one character.
type dictionary []string

// settings is the part of PaddleX's inference.yml (and .json) that matters here.
type settings struct {
	PreProcess struct {
		TransformOps []map[string]any `yaml:"transform_ops"`
	} `yaml:"PreProcess"`
	PostProcess struct {
		CharacterDict []any `yaml:"character_dict"`
	} `yaml:"PostProcess"`
}

// normalizes tells whether the settings ask for ImageNet normalisation.
func (s settings) normalizes() bool {
	for _, op := range s.PreProcess.TransformOps {
		if _, ok := op["NormalizeImage"]; ok {
			return true
		}
	}
	return false
}

func readSettings(path string) (settings, error) {
	var s settings
	if path == "" {
		return s, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return s, fmt.Errorf("ppocr: model settings: %w", err)
	}
	// JSON is YAML.
	if err := yaml.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("ppocr: model settings %s: %w", path, err)
	}
	return s, nil
}

// loadKeys reads the recognizer's characters from where they are: the model's
// metadata, its settings, a file of lines.
func loadKeys(f folder, metadata string) (keys []string, source string, err error) {
	if metadata != "" {
		return splitKeys([]byte(metadata)), "the model's metadata", nil
	}
	s, err := readSettings(f.recSettings)
	if err != nil {
		return nil, "", err
	}
	if chars := s.PostProcess.CharacterDict; len(chars) > 0 {
		for _, c := range chars {
			keys = append(keys, fmt.Sprint(c))
		}
		return keys, f.recSettings, nil
	}
	if f.dictionary == "" {
		return nil, "", fmt.Errorf("ppocr: no dictionary for %s: neither in its metadata nor in inference.yml nor as keys.txt", f.rec)
	}
	data, err := os.ReadFile(f.dictionary)
	if err != nil {
		return nil, "", fmt.Errorf("ppocr: dictionary: %w", err)
	}
	return splitKeys(data), f.dictionary, nil
}

// splitKeys cuts at line ends only: the ideographic space is a character that
// newer dictionaries hold.
func splitKeys(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	text := strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	return strings.Split(text, "\n")
}

// newDictionary fits keys to a recognizer of so many classes: blank first, then
// the keys, then a space unless the keys hold it.
func newDictionary(keys []string, classes int, source string) (dictionary, error) {
	for i, k := range keys {
		if !utf8.ValidString(k) || (k == "" && i > 0) {
			return nil, fmt.Errorf("ppocr: dictionary from %s: line %d is no character", source, i+1)
		}
	}
	// Some exports write the blank down, as an empty line or by name.
	if len(keys) > 0 && (keys[0] == "" || keys[0] == "blank") {
		keys = keys[1:]
	}
	d := append(dictionary{""}, keys...)
	switch classes - len(d) {
	case 0:
		return d, nil
	case 1:
		return append(d, " "), nil
	}
	return nil, fmt.Errorf("ppocr: dictionary from %s has %d characters, which does not fit a recognizer of %d classes", source, len(keys), classes)
}

// characters are the names that are one character.
func (d dictionary) characters() map[rune]bool {
	set := make(map[rune]bool, len(d))
	for _, name := range d {
		if r := []rune(name); len(r) == 1 {
			set[r[0]] = true
		}
	}
	return set
}
