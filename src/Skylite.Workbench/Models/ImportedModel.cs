using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Imagery.Splits;
using Skylite.Training;
using Skylite.Training.FineTuning;
using Skylite.Training.Statistics;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Models;

/// <summary>
/// Any network for scenes or pixels in an ONNX file, made ready to be trained on some images: free batch, their size, their classes, live batch normalisation.
/// </summary>
internal sealed class ImportedModel
{
    private const int StatisticsBatches = 16;

    private readonly string _file;

    private ImportedModel(string file, Graph graph) => (_file, Graph) = (file, graph);

    /// <summary>The network so far.</summary>
    public Graph Graph { get; private set; }

    /// <summary>Whether its last layer began anew, so that it knows nothing of the classes yet.</summary>
    public bool HasNewHead { get; private set; }

    /// <summary>Reads a network.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model, or its inputs are no images.</exception>
    public static ImportedModel Read(string file) => Of(file, OnnxReader.Read(file));

    /// <summary>Looks at a network that was read already, and readies it.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="graph">The network; it is changed.</param>
    /// <exception cref="InvalidDataException">Its inputs are no images.</exception>
    public static ImportedModel Of(string file, Graph graph)
    {
        // Exporters write equal tensors once and pass them on by Identity, and weights behind Transpose or Cast; training needs each as a tensor of its own.
        new FoldConstants().Apply(graph);
        ShapeInference.Run(graph);
        var images = graph.Inputs.Where(i => i.Constant is null).ToArray();
        return images.Length is 1 or 2 && images.All(i => i.Shape is { Rank: 4 })
            ? new ImportedModel(file, graph)
            : throw new InvalidDataException(
                $"'{file}' is no network for images: it takes {(images.Length == 0 ? "nothing" : string.Join(" and ", images.Select(i => i.ToString())))}, "
                + "not one image [batch, bands, height, width] or two of them.");
    }

    /// <summary>What it does: what it says itself; otherwise change detection where it takes two images, segmentation where it answers with an image.</summary>
    public ModelTask Task => Graph.Metadata.TryGetValue(ModelFacts.TaskKey, out var task) ? ModelTasks.Find(task)
        : Inputs.Count() == 2 ? ModelTask.ChangeDetection
        : Graph.Outputs is [{ Shape: { Rank: 4 } shape }, ..] && (shape[2] != 1 || shape[3] != 1) ? ModelTask.SemanticSegmentation
        : ModelTask.SceneClassification;

    /// <summary>Rows of the input, where the export fixes them.</summary>
    public int? Size => Input.Shape![2] is { IsKnown: true } rows && rows == Input.Shape[3] ? (int)rows.Length : null;

    private IEnumerable<Value> Inputs => Graph.Inputs.Where(i => i.Constant is null);

    private Value Input => Inputs.First();

    /// <summary>Fits batch, size and classes to some images.</summary>
    /// <param name="data">The images.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="seed">Decides the weights of a new last layer.</param>
    /// <param name="progress">Told what was changed.</param>
    /// <exception cref="InvalidDataException">The network does not fit the images.</exception>
    public ImportedModel Fit(ITaskData data, ImportOptions options, int seed, IProgress<JobMessage>? progress)
    {
        FitInput(data, progress);
        TrainableAnswers.Require(Graph, _file);
        FitClasses(data, options, seed, progress);
        return this;
    }

    /// <summary>Fits batch and size to some images, and nothing else.</summary>
    /// <param name="data">The images.</param>
    /// <param name="progress">Told what was changed.</param>
    /// <exception cref="InvalidDataException">The network does not fit the images.</exception>
    public void FitInput(ITaskData data, IProgress<JobMessage>? progress)
    {
        CheckBands(data);
        // Whether a batch can be freed is tried on noise, which needs a size.
        Resize(data);
        FreeBatch(progress);
    }

    /// <summary>Brings batch normalisation back to life where an export or its weights have it folded.</summary>
    /// <param name="data">Its training images give the statistics.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="batch">Images of one batch, and the seed of their order.</param>
    /// <param name="progress">Told what was changed.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ImportedModel Revive(
        ITaskData data, ImportOptions options, (int Size, int Seed) batch, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        // Sqrt: a normalisation that an export wrote out.
        var hasNone = Graph.Nodes.All(n => n.OpType != "Sqrt" && !n.OpType.EndsWith("Normalization", StringComparison.Ordinal));
        if (options.UnfoldBatchNormalization && BatchNormInsertion.Apply(Graph) is var inserted and > 0)
        {
            ShapeInference.Run(Graph);
            progress.Say(Invariant($"{inserted} convolutions get a batch normalisation with the statistics of their outputs"));
        }
        else if (!options.UnfoldBatchNormalization && hasNone && Graph.Nodes.Count(n => n.OpType == "Conv") > 8)
        {
            progress.Say(
                "note: the model has no batch normalisation. If its export folded them into the convolutions, "
                + "--unfold-batch-norm brings them back, which makes training steadier.");
        }

        Graph = Unfold(Graph, data, [], batch, progress, cancellation);
        return this;
    }

    /// <summary>Gives folded batch normalisations the statistics of their inputs, if there are any; those of fresh layers are none of them.</summary>
    internal static Graph Unfold(
        Graph graph, ITaskData data, IReadOnlyCollection<string> fresh, (int Size, int Seed) batch, IProgress<JobMessage>? progress,
        CancellationToken cancellation)
    {
        if (!BatchNormalizations.AreFolded(graph, fresh))
        {
            return graph;
        }

        progress.Say("batch normalisation is folded: giving each layer the statistics of its input");
        var images = data.Batches(SplitPart.Train, batch.Size, batch.Seed);
        return BatchNormalizations.Unfold(graph, images, fresh, StatisticsBatches, cancellation);
    }

    private void CheckBands(ITaskData data)
    {
        var bands = data.Preprocessing.Bands;
        if (Input.Shape![1] is { IsKnown: true } channels && channels.Length != bands.Count)
        {
            throw new InvalidDataException(
                $"'{_file}' takes {channels} bands, but the images have {bands.Count} ({string.Join(", ", bands)}). Choose some with --bands.");
        }
    }

    private void FreeBatch(IProgress<JobMessage>? progress)
    {
        if (!Input.Shape![0].IsKnown)
        {
            return;
        }

        try
        {
            Graph = BatchFreedom.Give(Graph);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{_file}' cannot be trained: {e.Message}", e);
        }

        progress.Say("the export fixes the batch; it is free now, and images of one batch give what they give alone");
    }

    private void Resize(ITaskData data)
    {
        var (rows, columns) = (data.Preprocessing.Height, data.Preprocessing.Width);
        var shape = Input.Shape!;
        if (shape[2] == rows && shape[3] == columns)
        {
            return;
        }

        var declared = $"{shape[2]} × {shape[3]}";
        var isFixed = shape[2].IsKnown;
        try
        {
            // Read anew: what the graph computes of its size was folded for the declared one.
            Graph = OnnxReader.Read(_file);
            foreach (var input in Inputs)
            {
                input.Shape = input.Shape!.With(2, rows).With(3, columns);
            }

            new FoldConstants().Apply(Graph);
            ShapeInference.Run(Graph);
            InterpreterCheck.Run(Graph, shape[0].IsKnown ? (int)shape[0].Length : 1);
        }
        catch (Exception e) when (isFixed && e is InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"'{_file}' takes images of {declared}, and its graph does not work at {rows} × {columns}: "
                + $"{e.Message} Leave --size out, or export the model at this size.",
                e);
        }
    }

    private void FitClasses(ITaskData data, ImportOptions options, int seed, IProgress<JobMessage>? progress)
    {
        if (options.Classes is { } stated && stated != data.Facts.Classes.Count)
        {
            throw new ArgumentException($"--classes {stated}: the data has {data.Facts.Classes.Count} classes ({string.Join(", ", data.Facts.Classes)}).");
        }

        var classes = Classifier.ClassesOf(Graph);
        if (classes == data.Facts.Classes.Count && options.Classes is null)
        {
            return;
        }

        Graph = ClassifierHead.Replace(Graph, data.Facts.Classes.Count, seed);
        var head = ClassifierHead.Find(Graph).Node;
        progress.Say(
            $"the model has {classes} classes and the data {data.Facts.Classes.Count}: "
            + $"its last layer, '{head.Name}' ({head.OpType}), is replaced and begins anew");
        HasNewHead = true;
    }
}
