using System.Diagnostics;
using System.Globalization;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Zoo;

namespace Skylite.Bench.Training;

/// <summary>Training steps of pixels on random crops from large rasters, laid beside the same steps on one of these batches over and over.</summary>
internal static class CropLoop
{
    private const int Side = 256;
    private const int Batch = 8;

    private static readonly string[] Networks = ["light-unet", "unet-0.25"];

    /// <summary>Prints one row for each network and for crops read from the file and from memory.</summary>
    /// <param name="directory">A data set of pixel labels.</param>
    /// <param name="steps">Steps of an epoch.</param>
    /// <param name="pairs">Epochs.</param>
    public static void Compare(string directory, int steps, int pairs)
    {
        var collection = DenseCollection.Open(directory);
        var samples = DenseSplit.Draw(collection.Samples, new SplitOptions { BlockSide = Side }).Where(s => s.Part == SplitPart.Train).ToArray();
        Console.WriteLine(
            "| one epoch of crops | steps | one ready batch, s | crops, s | crops ÷ ready (median of pairs) "
            + "| data ready, % of the time (least) | batches made without a network, s |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (place, memory) in new[] { ("from the file", 0L), ("from memory", 8L << 30) })
        {
            using var store = new DenseStore(collection, samples, null, new MemoryBudget(memory));
            var survey = DenseSurvey.Of(store);
            var preprocessing = survey.Statistics.ToPreprocessing(store.Bands, Side, Side, collection.NoData);
            var loader = new DenseCropLoader(store, survey, preprocessing, new DenseLoaderOptions { BatchSize = Batch, CropsPerEpoch = steps * Batch });
            var alone = Alone(loader);
            foreach (var network in Networks)
            {
                using var learner = new Steps(network, store.Bands.Count, collection.Classes.Count);
                using var ready = loader.Epoch(0).First();
                learner.Run(ready);
                var turns = Enumerable.Range(1, pairs).Select(epoch => (Crops: Epoch(learner, loader, epoch), Ready: Repeat(learner, ready, steps))).ToArray();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {network} {Side}² batch {Batch}, {place} | {steps} | {Median(turns.Select(t => t.Ready)):F2} | "
                    + $"{Median(turns.Select(t => t.Crops.Seconds)):F2} | {Median(turns.Select(t => t.Crops.Seconds / t.Ready)):F3} | "
                    + $"{100 * Median(turns.Select(t => t.Crops.Ready)):F1} ({100 * turns.Min(t => t.Crops.Ready):F1}) | {alone:F2} |"));
            }
        }
    }

    private static (double Seconds, double Ready) Epoch(Steps network, DenseCropLoader loader, int epoch)
    {
        var clock = Stopwatch.StartNew();
        var (waited, asked) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var batch in loader.Epoch(epoch))
        {
            waited += clock.Elapsed - asked;
            using (batch)
            {
                network.Run(batch);
            }

            asked = clock.Elapsed;
        }

        return (clock.Elapsed.TotalSeconds, 1 - (waited / clock.Elapsed));
    }

    private static double Alone(DenseCropLoader loader)
    {
        var clock = Stopwatch.StartNew();
        foreach (var batch in loader.Epoch(0))
        {
            batch.Dispose();
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Repeat(Steps network, Batch batch, int steps)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            network.Run(batch);
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed class Steps : IDisposable
    {
        private const double Rate = 0.001;

        private readonly Interpreter _interpreter;
        private readonly OptimizerRun _optimizer;
        private readonly ExecutionPlan _plan;
        private readonly BoundLoss _loss;
        private readonly int _classes;

        public Steps(string network, int bands, int classes)
        {
            var graph = Models.Build(network, new ModelOptions { Classes = classes, InputChannels = bands }.WithSize(Side));
            _classes = classes;
            _interpreter = new Interpreter(graph);
            _optimizer = new OptimizerRun(new AdamWOptimizer(), ParameterGroup.Of(_interpreter.Parameters, 0, false, []));
            _loss = new CrossEntropyLoss().Bind(graph);
            _plan = _interpreter.Plan(_loss.Reads);
        }

        public void Run(Batch batch)
        {
            using var scope = new TensorScope();
            var inputs = BatchTensors.Inputs(batch);
            var loss = _loss.Compute(new LossInputs(
                _interpreter.Run(_plan, inputs, RunMode.Train), inputs, new LossTargets(BatchTensors.Labels(batch, _classes))));
            loss.Backward();
            _optimizer.Step(Rate);
            loss.Item();
        }

        public void Dispose()
        {
            _optimizer.Dispose();
            _interpreter.Dispose();
        }
    }
}
