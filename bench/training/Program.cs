using System.Globalization;
using System.Runtime.CompilerServices;
using Skylite.Bench.Training;
using Skylite.Native.Torch;
using Skylite.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "throughput";
if (what is "loader" or "crops")
{
    if (args.Length < 2)
    {
        Console.Error.WriteLine($"Usage: {what} DATA [THREADS [PAIRS [STEPS]]]");
        return 2;
    }

    TorchRuntime.Threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
    Action<string, int, int> compare = what == "crops" ? CropLoop.Compare : LoaderLoop.Compare;
    compare(
        args[1],
        args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 60,
        args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 5);
    return 0;
}

var python = args.Length > 1 ? args[1] : "/usr/bin/python3";
var threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
var pairsWanted = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 9;
var script = Path.Combine(SourceFolder(), "peer.py");
TorchRuntime.Threads = threads;
switch (what)
{
    case "throughput":
        Throughput();
        return 0;
    case "short":
        Short();
        return 0;
    case "memory":
        Memory();
        return 0;
    default:
        Console.Error.WriteLine("Usage: throughput|short|memory [PYTHON [THREADS [PAIRS]]], or loader|crops DATA [THREADS [PAIRS [STEPS]]]");
        return 2;
}

void Throughput()
{
    Console.WriteLine("| training, images/s | Skylite | PyTorch | ratio (median of pairs) | largest difference of the first 3 losses |");
    Console.WriteLine("|---|---|---|---|---|");
    foreach (var workload in Workload.All)
    {
        var weights = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var ours = new TrainingLoop(workload);
        ours.Save(weights);
        using var peer = new Peer(python, script, workload, threads, weights);
        var difference = Enumerable.Range(0, 3).Max(_ => Math.Abs(ours.Step() - peer.Ask("loss")));
        File.Delete(weights);
        var steps = Math.Max(1, (int)(3 / peer.Ask("steps 1")));
        ours.Seconds(1);
        var pairs = Enumerable.Range(0, pairsWanted).Select(_ => (Ours: ours.Seconds(steps), Peers: peer.Ask($"steps {steps}"))).ToArray();
        var images = (double)steps * workload.Batch;
        Console.WriteLine(
            $"| {workload} | {images / Median(pairs.Select(p => p.Ours)):F1} | {images / Median(pairs.Select(p => p.Peers)):F1} | "
            + $"{Median(pairs.Select(p => p.Peers / p.Ours)):F3} | {difference:E1} |");
    }
}

void Short()
{
    Console.WriteLine("| training, images/s | 32-bit | bfloat16, channels last | ratio (median of pairs) |");
    Console.WriteLine("|---|---|---|---|");
    foreach (var workload in Workload.All)
    {
        using var plain = new TrainingLoop(workload);
        using var mixed = new TrainingLoop(workload, new InterpreterOptions { BFloat16 = true, ChannelsLast = true });
        mixed.Seconds(1);
        var steps = Math.Max(1, (int)(3 / plain.Seconds(1)));
        var pairs = Enumerable.Range(0, pairsWanted).Select(_ => (Plain: plain.Seconds(steps), Mixed: mixed.Seconds(steps))).ToArray();
        var images = (double)steps * workload.Batch;
        Console.WriteLine(
            $"| {workload} | {images / Median(pairs.Select(p => p.Plain)):F1} | "
            + $"{images / Median(pairs.Select(p => p.Mixed)):F1} | {Median(pairs.Select(p => p.Plain / p.Mixed)):F2} |");
    }
}

void Memory()
{
    var workload = new Workload("resnet18", "resnet18", 224, 32);
    var weights = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    using var ours = new TrainingLoop(workload);
    ours.Save(weights);
    var before = Status("VmRSS");
    ours.Seconds(4);
    Console.WriteLine($"Skylite: {Status("VmHWM"):F0} MB at most, {before:F0} MB before the first step");
    using var small = new TrainingLoop(new Workload("resnet18", "resnet18", 64, 8));
    small.Seconds(20);
    var early = Status("VmRSS");
    small.Seconds(180);
    Console.WriteLine($"Skylite: {early:F0} MB after 20 steps of {new Workload("resnet18", "resnet18", 64, 8)}, {Status("VmRSS"):F0} MB after 200");
    using var peer = new Peer(python, script, workload, threads, weights);
    before = peer.Ask("resident");
    peer.Ask("steps 4");
    Console.WriteLine($"{peer.Version}: {peer.Ask("peak"):F0} MB at most, {before:F0} MB before the first step");
    File.Delete(weights);
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted[sorted.Length / 2];
}

static double Status(string key) =>
    double.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
