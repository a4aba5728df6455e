//! Throughput of the stages; see below.

fn main() {
    divan::main();
}
