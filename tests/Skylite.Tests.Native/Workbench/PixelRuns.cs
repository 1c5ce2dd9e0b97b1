using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Workbench;

/// <summary>Tiny sets of pixel labels, one of pairs of dates and one of single images, and networks trained on them for a moment.</summary>
public sealed class PixelRuns : IDisposable
{
    private const int Side = 16;

    private readonly SmallRasters _rasters = new();
    private readonly Lazy<string> _change;
    private readonly Lazy<string> _segmentation;

    public PixelRuns()
    {
        _rasters.WithPairs(10, "pairs");
        for (var n = 0; n < 10; n++)
        {
            var edge = 6 + (2 * n);
            _rasters.Write($"single/images/s{n}.png", 32, 32, 3, (x, y, c) => (byte)(40 + ((x * 7) + (y * 3) + c) % 20 + (x < edge ? 90 : 0)));
            _rasters.Write($"single/masks/s{n}.png", 32, 32, 1, (x, y, _) => (byte)(x < edge ? 1 : 0));
        }

        _change = new(() => Trained(Train("change", "light-siamese", "pairs")));
        _segmentation = new(() => Trained(Train("segmentation", "unet", "single")));
    }

    public static TrainingSettings Short { get; } = new() { Epochs = 2, BatchSize = 4, CropsPerEpoch = 16, Workers = 1, LearningRate = 3e-3 };

    /// <summary>A network for change detection.</summary>
    public string Change => _change.Value;

    /// <summary>A network for segmentation, with transposed convolutions and joined skips.</summary>
    public string Segmentation => _segmentation.Value;

    /// <summary>Ten more pairs in a folder of their own.</summary>
    public void WithPairs(string folder) => _rasters.WithPairs(10, folder);

    public string In(params string[] names) => Path.Combine([_rasters.Root, .. names]);

    public DataOptions Data(string folder) => new()
    {
        Directory = In(folder),
        Split = new SplitOptions { TrainShare = 0.7, ValidationShare = 0.3, Seed = 2 },
    };

    public TrainOptions Train(string name, string network, string data) => new()
    {
        Model = network,
        WidthMultiplier = ModelFile.Is(network) ? 1 : 0.125,
        Data = Data(data) with { Size = Side },
        Training = Short,
        Run = Run(name),
    };

    public CompressOptions Compress(string name, string model, string data, params IRecipeStep[] steps) => new()
    {
        Model = model,
        Data = split => Data(data) with { Split = split! },
        Recipe = new Recipe(steps),
        Training = Short with { Epochs = 1 },
        Run = Run(name),
        BenchmarkTime = TimeSpan.FromMilliseconds(10),
    };

    public void Dispose() => _rasters.Dispose();

    private static string Trained(TrainOptions options)
    {
        TrainJob.Run(options);
        return Path.Combine(options.Run.Out, "model.onnx");
    }

    private RunOptions Run(string name) => new() { Out = In(name), Seed = 4, Threads = 1, Command = "skylite" };
}
