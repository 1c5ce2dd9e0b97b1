using System.Diagnostics;
using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Loading;

namespace Skylite.Bench.Training;

/// <summary>Training steps on batches that are read from files, laid beside the same steps on one ready batch of noise.</summary>
internal static class LoaderLoop
{
    /// <summary>Prints one row for each workload: the first epoch decodes every file, later ones come from memory; by turns with the same steps on ready tensors.</summary>
    /// <param name="directory">A folder-per-class tree.</param>
    /// <param name="most">Steps of an epoch at most.</param>
    /// <param name="pairs">Later epochs.</param>
    public static void Compare(string directory, int most, int pairs)
    {
        var scenes = SceneCollection.Open(directory);
        Console.WriteLine("| one epoch, seconds | steps | ready tensors | files, first epoch | files, later epochs | first ÷ ready | later ÷ ready (median of pairs) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var workload in Workload.All)
        {
            var steps = Math.Min(scenes.Samples.Count / workload.Batch, most);
            if (steps == 0)
            {
                throw new InvalidDataException($"'{directory}' has {scenes.Samples.Count} images, fewer than a batch of {workload.Batch}.");
            }

            using var loop = new TrainingLoop(workload);
            using var store = new ImageStore(scenes, Spread(scenes.Samples, steps * workload.Batch), new ImageStoreOptions { Height = workload.Side, Width = workload.Side });
            var loader = new BatchLoader(
                store,
                Preprocessing.ImageNet(workload.Side, workload.Side) with { Bands = store.Bands },
                BatchLoaderOptions.ForTraining(workload.Batch, 1, Augmentations.FlipsAndTurns));
            loop.Seconds(2);
            var before = loop.Seconds(steps);
            var first = Epoch(loop, loader, 0);
            var turns = Enumerable.Range(1, pairs).Select(epoch => (Files: Epoch(loop, loader, epoch), Ready: loop.Seconds(steps))).ToArray();
            var ready = Median(turns.Select(t => t.Ready).Append(before));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {workload} | {steps} | {ready:F2} | {first:F2} | {Median(turns.Select(t => t.Files)):F2} | {first / ready:F3} | {Median(turns.Select(t => t.Files / t.Ready)):F3} |"));
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
