using System.Security.Cryptography;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Graphs.Weights;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Training;
using Skylite.Training.FineTuning;
using Skylite.Training.Statistics;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Scenes;
using Skylite.Zoo;

namespace Skylite.Workbench.Models;

/// <summary>The network that a training begins with: from the zoo or from a file, with weights, with the right head, with live batch normalisation.</summary>
public static class StartingModel
{
    private const int StatisticsBatches = 16;

    /// <summary>Makes the network for some images.</summary>
    /// <param name="options">Which network and weights.</param>
    /// <param name="data">The images it is for.</param>
    /// <param name="progress">Told what was loaded and what was not.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FileNotFoundException">Model or weights are not there.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read, or the network does not fit the images.</exception>
    public static Graph Make(TrainOptions options, SceneData data, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var graph = IsFile(options.Model) ? Import(options, data, progress) : Build(options, data);
        if (options.Weights is { } weights)
        {
            progress.Say($"weights of {weights}: {WeightLoading.Load(graph, WeightFile.Read(weights))}");
        }

        ShapeInference.Run(graph);
        // A new network begins with the same statistics as a folded one, and must keep them.
        var isNew = options.Weights is null && !IsFile(options.Model);
        if (isNew || !BatchNormalizations.AreFolded(graph))
        {
            return graph;
        }

        progress.Say("the weights were saved with folded batch normalisation: giving each layer the statistics of its input");
        return BatchNormalizations.Unfold(
            graph, data.Batches(SplitPart.Train, BatchLoaderOptions.ForEvaluation(options.Training.BatchSize) with { Shuffle = true, Seed = options.Seed }), StatisticsBatches, cancellation);
    }

    /// <summary>Looks whether model, weights and teacher are there before any work is done for them.</summary>
    /// <exception cref="ArgumentException">The zoo has no such network.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public static void Check(TrainOptions options)
    {
        if (!IsFile(options.Model))
        {
            var model = Zoo.Models.Find(options.Model);
            if (model.Task != Zoo.ModelTask.SceneClassification)
            {
                throw new ArgumentException(
                    $"'{model.Id}' gives one class for each pixel, not one for each image: train works on scene classification so far. 'skylite list models' says what each network is for.");
            }
        }

        foreach (var file in new[] { IsFile(options.Model) ? options.Model : null, options.Weights, options.Distillation?.Teacher }.OfType<string>())
        {
            Require(file);
        }
    }

    /// <summary>Looks whether a model or weight file is there.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public static void Require(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no file '{file}'.", file);
        }
    }

    /// <summary>Whether a model is named by a file rather than by an id of the zoo.</summary>
    public static bool IsFile(string model) => model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || File.Exists(model);

    /// <summary>SHA-256 of a file, in hexadecimal digits.</summary>
    public static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static Graph Build(TrainOptions options, SceneData data) => Zoo.Models.Build(options.Model, new ModelOptions
    {
        Classes = data.Classes.Count,
        InputChannels = data.Preprocessing.Bands.Count,
        Height = data.Preprocessing.Height,
        Width = data.Preprocessing.Width,
        WidthMultiplier = options.WidthMultiplier,
        Seed = options.Seed,
    });

    private static Graph Import(TrainOptions options, SceneData data, IProgress<JobMessage>? progress)
    {
        var graph = OnnxReader.Read(options.Model);
        ShapeInference.Run(graph);
        var bands = data.Preprocessing.Bands;
        if (graph.Inputs.Count == 0 || graph.Inputs[0].Shape is not { Rank: 4 } shape)
        {
            throw new InvalidDataException($"'{options.Model}' is not a scene classifier: its input is not an image [batch, bands, height, width].");
        }

        if (shape[1].IsKnown && shape[1].Length != bands.Count)
        {
            throw new InvalidDataException($"'{options.Model}' takes {shape[1]} bands, but the images have {bands.Count} ({string.Join(", ", bands)}). Choose some with --bands.");
        }

        var classes = Classifier.ClassesOf(graph);
        if (classes == data.Classes.Count)
        {
            return graph;
        }

        progress.Say($"the model has {classes} classes and the data {data.Classes.Count}: its last layer is replaced and begins anew");
        return ClassifierHead.Replace(graph, data.Classes.Count, options.Seed);
    }
}
