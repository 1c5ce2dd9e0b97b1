using System.Globalization;
using Skylite.Imagery.Synthetic;

namespace Skylite.Tests.EndToEnd;

/// <summary>A folder in which a user has drawn imagery and run the smallest demo once.</summary>
public sealed class Playground : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("skylite-user-").FullName;
    private readonly Lazy<Outcome> _demo;

    public Playground()
    {
        Draw("scenes", 3, 12);
        _demo = new(() => SkyliteProgram.Run("demo", "--out", In("demo"), "--images", "8", "--epochs", "1"));
    }

    /// <summary>The outcome of the demo, run when first asked for.</summary>
    internal Outcome Demo => _demo.Value;

    /// <summary>The student that the demo trained.</summary>
    internal string Student => Demo.Code == 0 ? In("demo", "student", "model.onnx") : throw new InvalidOperationException(Demo.Error);

    public string In(params string[] names) => Path.Combine([_root, .. names]);

    public void Draw(string folder, int classes, int images, int bands = 3) => SyntheticDataset.Write(In(folder), new SyntheticDatasetOptions
    {
        ImagesPerClass = images,
        Format = bands == 3 ? "png" : "tif",
        Scenes = new SyntheticOptions { Width = 32, Height = 32, Bands = bands, Classes = [.. SceneClasses.All.Take(classes)] },
    });

    /// <summary>The smallest training of the program on a folder of the playground.</summary>
    internal string[] Train(string data, string run, int epochs = 1, params string[] more) =>
    [
        "train", "--model", "resnet18-0.25", "--data", In(data), "--out", In(run), "--epochs", epochs.ToString(CultureInfo.InvariantCulture),
        "--batch-size", "8", "--validation-share", "0.2", "--threads", "1", "--workers", "1", .. more,
    ];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
