// Checks packs with other people's code: golang.org/x/mod's note and tlog, and Go's zip, JSON, SHA-256 and Ed25519.
//
//	foreign pack FILE VKEY [CHECKPOINT]   checks every proof of a pack, and its consistency with a kept checkpoint
//	foreign lines VKEY                    reads a JSON object a line, and answers each with "ok" or "no: why"
//
// Build on Debian with golang-go and golang-golang-x-mod-dev:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -o foreign main.go
package main

import (
	"archive/zip"
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Signed is a checkpoint that a key signed.
type Signed struct {
	size int64
	root tlog.Hash
}

var number = regexp.MustCompile(`^(0|[1-9][0-9]{0,15})$`)

const safe = 1<<53 - 1

func count(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || !number.MatchString(text) || n > safe {
		return 0, errors.New("a count is a whole number")
	}
	return n, nil
}

func hash(text string) (tlog.Hash, error) {
	var h tlog.Hash
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(bytes) != len(h) || strings.ContainsAny(text, "\r\n") {
		return h, errors.New("a hash is 32 bytes in base64")
	}
	copy(h[:], bytes)
	return h, nil
}

func hashes(lines []string) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, 0, len(lines))
	for _, line := range lines {
		h, err := hash(line)
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

// open verifies a checkpoint: a signed note whose text is an origin, a size and a root.
func open(checkpoint string, verifier note.Verifier) (Signed, error) {
	var signed Signed
	n, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	if err != nil {
		return signed, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[len(lines)-1] != "" || lines[0] != verifier.Name() {
		return signed, errors.New("not a checkpoint of this log")
	}
	for _, extension := range lines[3 : len(lines)-1] {
		if extension == "" {
			return signed, errors.New("an empty line in a checkpoint")
		}
	}
	if signed.size, err = count(lines[1]); err != nil {
		return signed, err
	}
	signed.root, err = hash(lines[2])
	return signed, err
}

// Proof is what a tlog-proof file says.
type Proof struct {
	index      int64
	hashes     tlog.RecordProof
	checkpoint string
}

func parseProof(text string) (Proof, error) {
	var proof Proof
	head, checkpoint, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return proof, errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		extra := strings.TrimPrefix(lines[0], "extra ")
		if _, err := base64.StdEncoding.Strict().DecodeString(extra); err != nil || strings.Contains(extra, "\r") {
			return proof, errors.New("extra is not base64")
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return proof, errors.New("a proof without an index")
	}
	var err error
	if proof.index, err = count(strings.TrimPrefix(lines[0], "index ")); err != nil {
		return proof, err
	}
	if len(lines) > 65 {
		return proof, errors.New("too many hashes")
	}
	proof.hashes, err = hashes(lines[1:])
	proof.checkpoint = checkpoint
	return proof, err
}

func checkProof(text string, leaf []byte, verifier note.Verifier) error {
	proof, err := parseProof(text)
	if err != nil {
		return err
	}
	signed, err := open(proof.checkpoint, verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof.hashes, signed.size, signed.root, proof.index, tlog.RecordHash(leaf))
}

func checkConsistency(text, old, fresh string, verifier note.Verifier) error {
	before, err := open(old, verifier)
	if err != nil {
		return err
	}
	after, err := open(fresh, verifier)
	if err != nil {
		return err
	}
	lines := strings.Split(text, "\n")
	sizes := fmt.Sprintf("old %d new %d", before.size, after.size)
	if len(lines) < 3 || lines[0] != "quittance.consistency/1" || lines[1] != sizes || lines[len(lines)-1] != "" {
		return errors.New("not a proof of consistency of these two")
	}
	path, err := hashes(lines[2 : len(lines)-1])
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, after.size, after.root, before.size, before.root)
}

// Line is a question on stdin; texts stand in it as base64, so that any bytes can be asked about.
type Line struct {
	Proof       []byte `json:"proof"`
	Leaf        []byte `json:"leaf"`
	Consistency []byte `json:"consistency"`
	Old         []byte `json:"old"`
	New         []byte `json:"new"`
}

func answerLines(in io.Reader, out io.Writer, verifier note.Verifier) error {
	reader := bufio.NewScanner(in)
	reader.Buffer(nil, 1<<24)
	writer := bufio.NewWriter(out)
	defer writer.Flush()
	for reader.Scan() {
		var line Line
		if err := json.Unmarshal(reader.Bytes(), &line); err != nil {
			return err
		}
		var err error
		if line.Consistency != nil {
			err = checkConsistency(string(line.Consistency), string(line.Old), string(line.New), verifier)
		} else {
			err = checkProof(string(line.Proof), line.Leaf, verifier)
		}
		if err == nil {
			fmt.Fprintln(writer, "ok")
		} else {
			fmt.Fprintf(writer, "no: %s\n", strings.ReplaceAll(err.Error(), "\n", " "))
		}
	}
	return reader.Err()
}

// Event is the part of a line of events.jsonl that the log vouches for.
type Event struct {
	Index int64    `json:"index"`
	Leaf  string   `json:"leaf"`
	Proof []string `json:"proof"`
}

func readPack(path string) (map[string]string, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	files := make(map[string]string)
	for _, file := range archive.File {
		content, err := file.Open()
		if err != nil {
			return nil, err
		}
		bytes, err := io.ReadAll(content)
		if err != nil {
			return nil, err
		}
		files[file.Name] = string(bytes)
	}
	return files, nil
}

func checkPack(path string, kept string, verifier note.Verifier) (string, error) {
	files, err := readPack(path)
	if err != nil {
		return "", err
	}
	signed, err := open(files["checkpoint"], verifier)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	if err := checkProof(files["heads.tlog-proof"], []byte(files["heads.leaf"]), verifier); err != nil {
		return "", fmt.Errorf("heads leaf: %w", err)
	}
	events := 0
	for _, text := range strings.Split(strings.TrimSuffix(files["events.jsonl"], "\n"), "\n") {
		var event Event
		if err := json.Unmarshal([]byte(text), &event); err != nil {
			return "", err
		}
		path, err := hashes(event.Proof)
		if err != nil {
			return "", err
		}
		record := tlog.RecordHash([]byte(event.Leaf))
		if err := tlog.CheckRecord(path, signed.size, signed.root, event.Index, record); err != nil {
			return "", fmt.Errorf("event at %d: %w", event.Index, err)
		}
		events++
	}
	proofs := 0
	for name, text := range files {
		if !strings.HasPrefix(name, "proofs/") {
			continue
		}
		_, extra, _ := strings.Cut(text, "\nextra ")
		extra, _, _ = strings.Cut(extra, "\n")
		leaf, err := base64.StdEncoding.DecodeString(extra)
		if err != nil {
			return "", err
		}
		if err := checkProof(text, leaf, verifier); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		proofs++
	}
	consistent := "not asked"
	if kept != "" {
		if err := checkConsistency(files["consistency"], kept, files["checkpoint"], verifier); err != nil {
			return "", fmt.Errorf("consistency: %w", err)
		}
		consistent = "ok"
	}
	return fmt.Sprintf("checkpoint of %d, heads leaf, %d events, %d proof files, consistency %s", signed.size, events, proofs, consistent), nil
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: foreign pack FILE VKEY [CHECKPOINT] | foreign lines VKEY")
	}
	vkey := args[1]
	if args[0] == "pack" && len(args) > 2 {
		vkey = args[2]
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	if args[0] == "lines" {
		return answerLines(os.Stdin, os.Stdout, verifier)
	}
	kept := ""
	if len(args) > 3 {
		bytes, err := os.ReadFile(args[3])
		if err != nil {
			return err
		}
		kept = string(bytes)
	}
	said, err := checkPack(args[1], kept, verifier)
	if err == nil {
		fmt.Println(said)
	}
	return err
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
