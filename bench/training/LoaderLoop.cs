using System.Diagnostics;
using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Loading;
using Skylite.Native.Torch;

namespace Skylite.Bench.Training;

/// <summary>Training steps on batches that are read from files, laid beside the same steps on one ready batch of noise.</summary>
internal static class LoaderLoop
{
    /// <summary>
    /// Prints one row for each workload: as in a run of <c>train</c>, every file is decoded once
    /// before the first epoch; epochs by turns with the same steps on ready tensors.
    /// </summary>
    /// <param name="directory">A folder-per-class tree.</param>
    /// <param name="most">Steps of an epoch at most.</param>
    /// <param name="pairs">Epochs.</param>
    public static void Compare(string directory, int most, int pairs)
    {
        var scenes = SceneCollection.Open(directory);
        Console.WriteLine(
            "| seconds | decoding before the first epoch (images/s) | steps of an epoch | ready tensors | files | files ÷ ready, each pair | median |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var workload in Workload.All)
        {
            var steps = Math.Min(scenes.Samples.Count / workload.Batch, most);
            if (steps == 0)
            {
                throw new InvalidDataException($"'{directory}' has {scenes.Samples.Count} images, fewer than a batch of {workload.Batch}.");
            }

            using var loop = new TrainingLoop(workload);
            using var store = new ImageStore(
                scenes, Spread(scenes.Samples, steps * workload.Batch), new ImageStoreOptions { Height = workload.Side, Width = workload.Side });
            var loader = new BatchLoader(
                store,
                Preprocessing.ImageNet(workload.Side, workload.Side) with { Bands = store.Bands },
                BatchLoaderOptions.ForTraining(workload.Batch, 1, Augmentations.FlipsAndTurns));
            var clock = Stopwatch.StartNew();
            store.Preload(TorchRuntime.Threads);
            var decoding = clock.Elapsed.TotalSeconds;
            loop.Seconds(2);
            var turns = Enumerable.Range(0, pairs).Select(epoch => (Files: Epoch(loop, loader, epoch), Ready: loop.Seconds(steps))).ToArray();
            var ratios = turns.Select(t => t.Files / t.Ready).ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {workload} | {decoding:F2} ({store.Samples.Count / decoding:F0}) | {steps} | "
                + $"{Median(turns.Select(t => t.Ready)):F2} | {Median(turns.Select(t => t.Files)):F2} | "
                + $"{string.Join(", ", ratios.Select(r => r.ToString("F3", CultureInfo.InvariantCulture)))} | {Median(ratios):F3} |"));
        }
    }

    // Some of every class, so that images of all sizes and kinds are among them.
    private static SceneSample[] Spread(IReadOnlyList<SceneSample> samples, int count) =>
        [.. Enumerable.Range(0, count).Select(i => samples[(int)((long)i * samples.Count / count)])];

    private static double Epoch(TrainingLoop loop, BatchLoader loader, int epoch)
    {
        var clock = Stopwatch.StartNew();
        foreach (var batch in loader.Epoch(epoch))
        {
            using (batch)
            {
                loop.Step(batch);
            }
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
