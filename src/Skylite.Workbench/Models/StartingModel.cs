using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Graphs.Weights;
using Skylite.Imagery;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Models;

/// <summary>The network that a training begins with: from the zoo or from a file, with weights, with the right head, with live batch normalisation.</summary>
public static class StartingModel
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    /// <summary>Makes the network for some images.</summary>
    /// <param name="options">Which network and weights.</param>
    /// <param name="data">The data it is for.</param>
    /// <param name="progress">Told what was loaded and what was not.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FileNotFoundException">Model or weights are not there.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read, or the network does not fit the images.</exception>
    public static Graph Make(TrainOptions options, ITaskData data, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var batch = (options.Training.BatchSize, options.Run.Seed);
        if (ModelFile.Is(options.Model))
        {
            var imported = ImportedModel.Read(options.Model).Fit(data, options.Import, options.Run.Seed, progress);
            if (options.Weights is { } file)
            {
                Load(imported.Graph, file, data, progress);
            }

            return imported.Revive(data, options.Import, batch, progress, cancellation).Graph;
        }

        var graph = Build(options, data);
        if (options.Weights is not { } weights)
        {
            ShapeInference.Run(graph);
            return graph;
        }

        // Layers that begin anew have the same statistics as folded ones, and must keep them.
        var loaded = Load(graph, weights, data, progress);
        ShapeInference.Run(graph);
        return ImportedModel.Unfold(graph, data, [.. loaded.Missing, .. loaded.Mismatched.Select(m => m.Name)], batch, progress, cancellation);
    }

    /// <summary>
    /// The data as the network wants it: with the preprocessing that the file states unless the user says otherwise, at the size that it fixes.
    /// </summary>
    /// <param name="options">Which network and images.</param>
    public static DataRequest Data(TrainOptions options)
    {
        if (!ModelFile.Is(options.Model))
        {
            return new DataRequest(options.Model, Zoo.Models.Find(options.Model).Task, options.Data);
        }

        var model = ImportedModel.Read(options.Model);
        var images = options.Data;
        return images.Normalization is null && ModelFacts.Read(model.Graph) is { Preprocessing: var own }
            && (images.Bands is null || images.Bands.SequenceEqual(own.Bands, StringComparer.OrdinalIgnoreCase))
            ? new DataRequest(options.Model, model.Task, images) { Given = images.Size is { } size ? own with { Height = size, Width = size } : own }
            : new DataRequest(options.Model, model.Task, images with { Size = images.Size ?? model.Size });
    }

    /// <summary>Looks whether model, weights and teacher are there before any work is done for them.</summary>
    /// <exception cref="ArgumentException">The zoo has no such network.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public static void Check(TrainOptions options)
    {
        if (!ModelFile.Is(options.Model))
        {
            Zoo.Models.Find(options.Model).Check(Network(options));
            if (options.Import.Classes is not null)
            {
                throw new ArgumentException(
                    "--classes gives a model from a file a new last layer; a network of the zoo is built for the classes of the data. Leave it out.");
            }
        }
        else if (options.Block is not null || options.Depth is not null || options.WidthMultiplier != 1)
        {
            throw new ArgumentException($"--width, --block and --depth shape networks of the zoo; '{options.Model}' is a file and stays as it is.");
        }

        foreach (var file in new[] { ModelFile.Is(options.Model) ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>())
        {
            ModelFile.Require(file);
        }
    }

    /// <summary>What a network of the zoo, or of a file, is for.</summary>
    /// <exception cref="ArgumentException">The zoo has no such network.</exception>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static ModelTask TaskOf(string model)
    {
        if (!ModelFile.Is(model))
        {
            return Zoo.Models.Find(model).Task;
        }

        ModelFile.Require(model);
        return ImportedModel.Read(model).Task;
    }

    // Published weights of networks for three bands were trained with red, green and blue.
    private static WeightLoadingReport Load(Graph graph, string weights, ITaskData data, IProgress<JobMessage>? progress)
    {
        var options = new WeightLoadingOptions { BandSources = [.. data.Preprocessing.Bands.Select(b => BandNames.PlaceOf(Colours, b))] };
        var report = WeightLoading.Load(graph, WeightFile.Read(weights), options);
        progress.Say($"weights of {weights}: {report}");
        return report;
    }

    private static Graph Build(TrainOptions options, ITaskData data) => Zoo.Models.Build(options.Model, Network(options) with
    {
        Classes = data.Facts.Classes.Count,
        InputChannels = data.Preprocessing.Bands.Count,
        Height = data.Preprocessing.Height,
        Width = data.Preprocessing.Width,
    });

    private static ModelOptions Network(TrainOptions options) => new()
    {
        WidthMultiplier = options.WidthMultiplier,
        Block = options.Block,
        Depth = options.Depth ?? new ModelOptions().Depth,
        DeepSupervision = options.Training.DeepSupervision,
        Seed = options.Run.Seed,
    };
}
