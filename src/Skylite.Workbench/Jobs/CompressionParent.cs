using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Workbench.Models;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>
/// The model that a compression starts from, and the images it is for. A model of Skylite
/// says itself what it takes; any other network is fitted to the images first.
/// </summary>
internal sealed class CompressionParent : IDisposable
{
    private CompressionParent(Graph graph, ModelFacts facts, ITaskData data) => (Graph, Facts, Data) = (graph, facts, data);

    /// <summary>The model.</summary>
    public Graph Graph { get; }

    /// <summary>What it says about itself, or what is true of it for these images.</summary>
    public ModelFacts Facts { get; }

    /// <summary>The images.</summary>
    public ITaskData Data { get; }

    /// <summary>Whether the model came from elsewhere and was fitted.</summary>
    public bool IsImported { get; private init; }

    /// <summary>Whether it has to be fine-tuned before it knows the classes.</summary>
    public bool HasNewHead { get; private init; }

    /// <summary>Whether the parent was trained with another split of the images than this one; <see langword="null"/> where it does not say.</summary>
    public bool? IsOfOtherSplit { get; private init; }

    /// <summary>Opens model and images.</summary>
    /// <exception cref="InvalidDataException">They do not fit each other.</exception>
    public static CompressionParent Open(CompressOptions options, RunUnderWay run, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var graph = OnnxReader.Read(options.Model);
        if (graph.Nodes.FirstOrDefault(n => n.OpType == "QuantizeLinear") is { } rounds)
        {
            throw new InvalidDataException(
                $"'{options.Model}' is quantised already: '{rounds.Name}' rounds its values, and nothing can be learnt through that. "
                + "Start from its float parent ('skylite prune' takes channels out of quantised models, too).");
        }

        var facts = ModelFacts.Read(graph);
        if (facts is not null && options.Data(null) is not { Bands: null, Size: null, Normalization: null })
        {
            throw new ArgumentException(
                $"'{options.Model}' says itself which bands it takes, at what size and how they are normalised: "
                + "leave --bands, --size and --normalization out. They are for models that do not.");
        }

        return facts is { IsFromElsewhere: false }
            ? Own(options, run, (graph, facts), progress, cancellation)
            : Imported(options, run, facts, progress, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => Data.Dispose();

    private static CompressionParent Own(
        CompressOptions options, RunUnderWay run, (Graph Graph, ModelFacts Facts) model, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var facts = model.Facts;
        if (options.Import is not { Classes: null, UnfoldBatchNormalization: false })
        {
            throw new ArgumentException(
                $"'{options.Model}' was written by Skylite and stays as it is: "
                + "leave --classes and --unfold-batch-norm out. They are for models from elsewhere.");
        }

        var images = options.Data(facts.Provenance.Split);
        var data = run.Open(new DataRequest(options.Model, facts.Task, images) { Given = facts.Preprocessing }, progress, cancellation);
        try
        {
            ModelEvaluation.Require(facts.Classes, options.Model, data.Facts.Classes);
            bool? isOther = facts.Provenance.SplitChecksum is { } trained ? trained != data.Facts.SplitChecksum : null;
            if (isOther == true)
            {
                progress.Say("note: the model was trained with another split; some of the images that validate or test now may have been trained on.");
            }

            return new CompressionParent(model.Graph, facts, data) { IsOfOtherSplit = isOther };
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static CompressionParent Imported(
        CompressOptions options, RunUnderWay run, ModelFacts? described, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var model = ImportedModel.Read(options.Model);
        var images = options.Data(null);
        if (described is null)
        {
            progress.Say(
                $"'{options.Model}' was not written by Skylite: "
                + $"its input is taken to be normalised as {(images.Normalization ?? Normalization.Dataset).Id} (--normalization)");
        }

        var request = new DataRequest(options.Model, model.Task, images with { Size = images.Size ?? (described is null ? model.Size : null) })
        {
            Given = described?.Preprocessing,
        };
        var data = run.Open(request, progress, cancellation);
        try
        {
            var seed = run.Options.Seed;
            // What is neither trained nor pruned may answer as it likes.
            if (described is not null && options.Recipe.Steps.All(s => s.IsLast) && options.Import is { Classes: null, UnfoldBatchNormalization: false })
            {
                model.FitInput(data, progress);
            }
            else
            {
                model.Fit(data, options.Import, seed, progress).Revive(data, options.Import, (options.Training.BatchSize, seed), progress, cancellation);
            }

            if (described is not null && !model.HasNewHead)
            {
                ModelEvaluation.Require(described.Classes, options.Model, data.Facts.Classes);
            }
            else if (!model.HasNewHead)
            {
                progress.Say($"its outputs are taken to be, in this order: {string.Join(", ", data.Facts.Classes)}");
            }

            var provenance = Provenance.Of(described?.Provenance.Architecture ?? Path.GetFileNameWithoutExtension(options.Model), data) with
            {
                Parents = described?.Provenance.Parents ?? [],
            };
            var facts = ModelFacts.Of(data, provenance);
            if (described is not null)
            {
                facts = facts with
                {
                    ClassColors = described.ClassColors.Count > 0 ? described.ClassColors : facts.ClassColors,
                    ClassValues = described.ClassValues.Count > 0 ? described.ClassValues : facts.ClassValues,
                    Overlap = described.Overlap ?? facts.Overlap,
                    GroundSize = described.GroundSize ?? facts.GroundSize,
                };
            }

            return new CompressionParent(model.Graph, facts, data) { IsImported = true, HasNewHead = model.HasNewHead };
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }
}
