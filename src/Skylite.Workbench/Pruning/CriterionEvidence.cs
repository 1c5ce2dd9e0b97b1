using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Imagery.Loading;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Training.Statistics;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Pruning;

/// <summary>Gathers what a criterion wants to know besides the weights.</summary>
public static class CriterionEvidence
{
    private const int Batches = 10;
    private const int SceneBatch = 16;
    private const int CropBatch = 4;

    /// <summary>Whether a criterion needs labelled images.</summary>
    /// <param name="criterion">Id of the criterion.</param>
    public static bool NeedsData(string criterion) => PruningCriteria.Find(criterion) is Taylor;

    /// <summary>Evidence of the weights alone.</summary>
    /// <param name="seed">Seed of criteria that use chance.</param>
    public static Evidence OfWeights(int seed) => new() { Seed = seed };

    /// <summary>Evidence of labelled data, by the usual loss in batches of the usual size.</summary>
    /// <param name="criterion">Id of the criterion.</param>
    /// <param name="graph">The network; the batch that it fixes is kept to.</param>
    /// <param name="data">The data, of which training samples are looked at.</param>
    /// <param name="seed">Seed of the samples and of criteria that use chance.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">The criterion needs gradients, and the network does not answer with a logit for each class.</exception>
    public static Evidence Of(string criterion, Graph graph, ITaskData data, int seed, CancellationToken cancellation)
    {
        if (NeedsData(criterion))
        {
            RequireLogits(criterion, graph, data.Facts.Classes.Count);
        }

        var training = new TrainingSettings
        {
            BatchSize = InputShapes.FixedBatch(graph) ?? (data.Facts.Task == ModelTask.SceneClassification ? SceneBatch : CropBatch),
        };
        return Of(criterion, graph, training.LossFor(data), data.TrainingBatches(training, seed), seed, cancellation);
    }

    /// <summary>Evidence of training images.</summary>
    /// <param name="criterion">Id of the criterion.</param>
    /// <param name="graph">The network.</param>
    /// <param name="loss">The loss to differentiate.</param>
    /// <param name="images">Training images, never test images.</param>
    /// <param name="seed">Seed of criteria that use chance.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Evidence Of(string criterion, Graph graph, ILoss loss, IBatchSource images, int seed, CancellationToken cancellation)
    {
        if (!NeedsData(criterion))
        {
            return OfWeights(seed);
        }

        var evidence = GradientEvidence.Collect(graph, loss, images, Batches, Judged(graph), cancellation);
        return new Evidence
        {
            Seed = seed,
            Gradients = evidence.Mean.ToDictionary(g => g.Key, g => evidence.PerBatch.GetValueOrDefault(g.Key) ?? [g.Value]),
        };
    }

    private static void RequireLogits(string criterion, Graph graph, int classes)
    {
        if (Classifier.ClassesOf(graph) is var outputs && outputs != classes)
        {
            throw new InvalidDataException(
                $"'{graph.Name}' answers with {outputs} output for {classes} classes, and the gradients that the criterion '{criterion}' goes by "
                + "need one for each. Take a criterion of weights alone, such as l1-norm.");
        }

        TrainableAnswers.Require(graph, graph.Name);
    }

    // What channels are judged by, mostly the scales of normalisations, and what the bands of images are.
    private static HashSet<string> Judged(Graph graph)
    {
        var prepared = PruningPlan.Prepare(graph);
        return
        [
            .. ChannelGroups.Of(prepared).Families.SelectMany(Taylor.ParametersOf),
            .. prepared.Inputs.SelectMany(i => i.Uses).SelectMany(u => u.Node.Inputs).OfType<Value>().Where(v => v.Constant is not null).Select(v => v.Name),
        ];
    }
}
