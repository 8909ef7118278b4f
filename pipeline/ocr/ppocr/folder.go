package ppocr

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// folder names the files of a model folder. Empty paths are not there.
type folder struct {
	det, rec, cls string
	dictionary    string // of keys, one in a line
	recSettings   string // PaddleX's inference.yml or inference.json beside rec
	clsSettings   string
}

// settingsNames are the descriptions that PaddleX exports beside a model.
var settingsNames = []string{"inference.yml", "inference.yaml", "inference.json"}

// openFolder finds the models and the dictionary in dir and in the folders
// directly below it.
func openFolder(dir string) (folder, error) {
	files, err := filesBelow(dir)
	if err != nil {
		return folder{}, fmt.Errorf("ppocr: model folder: %w", err)
	}
	var f folder
	roles := map[string]*string{"det": &f.det, "rec": &f.rec, "cls": &f.cls}
	for _, file := range files {
		role, ok := modelRole(file)
		if !ok {
			continue
		}
		at := roles[role]
		if *at != "" {
			return folder{}, fmt.Errorf("ppocr: model folder %s holds two %s models, %s and %s", dir, role, *at, file)
		}
		*at = file
	}
	if f.det == "" || f.rec == "" {
		return folder{}, fmt.Errorf("ppocr: model folder %s: want a .onnx file with det and one with rec in its name", dir)
	}
	f.dictionary = findDictionary(files, f.rec)
	f.recSettings = findSettings(dir, f.rec)
	f.clsSettings = findSettings(dir, f.cls)
	return f.inside(dir), nil
}

// inside turns names relative to dir into paths.
func (f folder) inside(dir string) folder {
	for _, p := range []*string{&f.det, &f.rec, &f.cls, &f.dictionary, &f.recSettings, &f.clsSettings} {
		if *p != "" {
			*p = filepath.Join(dir, *p)
		}
	}
	return f
}

// filesBelow lists the files of dir, at most one folder deep, sorted, relative
// to dir.
func filesBelow(dir string) ([]string, error) {
	var files []string
	dir, err := filepath.EvalSymlinks(dir) // a walk goes into no folder that is a link
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.Count(rel, string(filepath.Separator)) > 0 {
				return filepath.SkipDir
			}
			return nil
		}
		files = append(files, rel)
		return nil
	})
	sort.Strings(files)
	return files, err
}

// modelRole tells from a file's name, or its folder's, what the model does. The
// classifier of whole documents (doc_ori) is not one of ours: the page's
// direction comes from its lines.
func modelRole(file string) (role string, ok bool) {
	if filepath.Ext(file) != ".onnx" {
		return "", false
	}
	for _, name := range []string{filepath.Base(file), filepath.Dir(file)} {
		words := nameWords(strings.TrimSuffix(strings.ToLower(name), ".onnx"))
		switch {
		case words["doc"]:
			return "", false
		case words["det"]:
			return "det", true
		case words["rec"]:
			return "rec", true
		case words["cls"] || words["ori"]:
			return "cls", true
		}
	}
	return "", false
}

func nameWords(name string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' || r == '.' || r == ' ' }) {
		words[w] = true
	}
	return words
}

// findDictionary prefers a text file beside the recognizer, then one anywhere
// in the folder.
func findDictionary(files []string, rec string) string {
	var found string
	for _, file := range files {
		base := strings.ToLower(filepath.Base(file))
		if filepath.Ext(base) != ".txt" || !(strings.Contains(base, "key") || strings.Contains(base, "dict")) {
			continue
		}
		if filepath.Dir(file) == filepath.Dir(rec) {
			return file
		}
		if found == "" {
			found = file
		}
	}
	return found
}

// findSettings returns the description beside a model: inference.yml in a
// folder of its own, or NAME.yml next to NAME.onnx.
func findSettings(dir, model string) string {
	if model == "" {
		return ""
	}
	stem := strings.TrimSuffix(model, ".onnx")
	names := []string{stem + ".yml", stem + ".yaml", stem + ".json"}
	for _, n := range settingsNames {
		names = append(names, filepath.Join(filepath.Dir(model), n))
	}
	for _, n := range names {
		if info, err := os.Stat(filepath.Join(dir, n)); err == nil && info.Mode().IsRegular() {
			return n
		}
	}
	return ""
}

// digest is the SHA-256 over the models, the dictionary and the settings.
func (f folder) digest() (string, error) {
	h := sha256.New()
	for _, path := range []string{f.det, f.rec, f.cls, f.dictionary, f.recSettings, f.clsSettings} {
		if err := hashFile(h, path); err != nil {
			return "", fmt.Errorf("ppocr: digest: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashFile writes the file's own digest, so that bytes cannot move from one
// file to the next unnoticed.
func hashFile(w io.Writer, path string) error {
	if path == "" {
		_, err := w.Write(make([]byte, sha256.Size))
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	_, err = w.Write(h.Sum(nil))
	return err
}
