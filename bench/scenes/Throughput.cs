using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Jobs;

namespace Skylite.Bench.Scenes;

/// <summary>The whole job against the model alone on ready tensors.</summary>
internal static class Throughput
{
    private const int Batch = 4;
    private const double CeilingSeconds = 8;

    public static void Measure(string model, string scene, string output, int threads)
    {
        var before = Ceilings(model, threads);
        var map = InferJob.Run(new InferOptions { Model = model, Scenes = [scene], Out = output, Threads = threads, Bands = ["1", "2", "3", "4"] }).Maps[0];
        var after = Ceilings(model, threads);
        var tiles = map.Tiles / map.TileSeconds;
        Console.WriteLine(Invariant($"{Path.GetFileName(model)}: {map.Width} × {map.Height}, {map.Tiles} tiles, the job {tiles:0.00} tiles/s, ")
            + Invariant($"{map.MegapixelsPerSecond:0.000} megapixels/s, {map.Seconds:0.0} s with final files, peak {map.PeakMemory / 1e6:0} MB"));
        foreach (var (first, second) in before.Zip(after))
        {
            Console.WriteLine(Invariant($"  the model alone, {first.Way}: {first.Speed:0.00} before and {second.Speed:0.00} tiles/s after; ")
                + Invariant($"the job has {200 * tiles / (first.Speed + second.Speed):0.0} % of it"));
        }
    }

    private static (string Way, double Speed)[] Ceilings(string model, int threads)
    {
        var whole = OnnxReader.Read(model);
        var together = Invariant($"one run of {threads} threads");
        return
        [
            ("as the file says, " + together, Ceiling((whole, null), model, threads, runs: 1)),
            ("as the job runs it, " + together, Ceiling(AnswerFold.TakeOff(whole), model, threads, runs: 1)),
            (Invariant($"as the job runs it, {threads} runs of one thread"), Ceiling(AnswerFold.TakeOff(whole), model, 1, runs: threads)),
        ];
    }

    private static double Ceiling((Graph Network, AnswerFold? Fold) form, string model, int threads, int runs)
    {
        var (network, fold) = form;
        using var file = new GraphModel(network, Path.GetFileName(model));
        using var session = new ModelSession(
            file.Source, new ModelSessionOptions { Session = new SessionOptions { IntraOpNumThreads = threads }, OutputsPerClass = fold?.Places ?? 1 });
        var look = new SceneModel(session, 1, null);
        long[] shape = [look.FixedBatch ?? Math.Max(1, Batch / runs), look.Preprocessing.Bands.Count, look.Height, look.Width];
        var random = new Random(1);
        var pixels = Enumerable.Range(0, (int)(shape[0] * shape[1] * shape[2] * shape[3])).Select(_ => (float)random.NextDouble()).ToArray();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, shape);
        var inputs = new Dictionary<string, OrtValue> { [session.Input.Name] = input };
        using (session.Session.Run(inputs))
        {
        }

        var clock = Stopwatch.StartNew();
        long tiles = 0;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = runs }, _ =>
        {
            while (clock.Elapsed.TotalSeconds < CeilingSeconds)
            {
                using var outputs = session.Session.Run(inputs, [session.Output.Name]);
                Interlocked.Add(ref tiles, shape[0]);
            }
        });
        return tiles / clock.Elapsed.TotalSeconds;
    }
}
