using System.Globalization;
using System.Text.RegularExpressions;
using Skylite.Graphs;
using Skylite.Zoo.ChangeDetection;
using Skylite.Zoo.Classification;
using Skylite.Zoo.Segmentation;

namespace Skylite.Zoo;

/// <summary>The networks that Skylite can build.</summary>
public static partial class Models
{
    /// <summary>Every network.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        LeNet.Model,
        AlexNet.Model,
        Vgg.Vgg11,
        Vgg.Vgg11Bn,
        Vgg.Vgg16,
        Vgg.Vgg16Bn,
        SqueezeNet.V10,
        SqueezeNet.V11,
        ResNet.ResNet18,
        ResNet.ResNet34,
        ResNet.ResNet50,
        ResNet.ResNet101,
        MobileNetV2.Model,
        Fcn.ResNet50,
        DeepLabV3.ResNet50,
        DeepLabV3.ResNet101,
        DeepLabV3.MobileNetV2Model,
        UNet.Model,
        UNetPlusPlus.Model,
        AttentionUNet.Model,
        NonLocalUNet.Model,
        LightUNet.Model,
        FullyConvolutional.EarlyFusion,
        FullyConvolutional.SiameseDifference,
        FullyConvolutional.SiameseConcatenation,
        SNUNet.Channels16,
        SNUNet.Channels32,
        BitemporalImageTransformer.Model,
        TinyCD.Model,
        UssfcNet.Model,
        LightSiamese.Model,
        MobileSiamese.Model,
    ];

    /// <summary>Finds a network by name; a width multiplier may follow, as in <c>mobilenet-v2-0.35</c>.</summary>
    /// <exception cref="ArgumentException">There is no such network; the message names the nearest ones.</exception>
    public static Model Find(string id) =>
        Known(id)
        ?? (Width().Match(id) is { Success: true } match && Known(match.Groups[1].Value) is { } model
            ? model.Scaled(id, double.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw new ArgumentException(NearestNames.Describe("model", id, [.. All.Select(m => m.Id)])));

    /// <summary>Builds a network by name.</summary>
    /// <param name="id">Name, with a width multiplier behind it if wanted.</param>
    /// <param name="options">What to build it for; the published sizes when left out.</param>
    /// <exception cref="ArgumentException">There is no such network, or an option is out of range for it.</exception>
    public static Graph Build(string id, ModelOptions? options = null) => Find(id).Build(options);

    private static Model? Known(string id) => All.FirstOrDefault(m => m.Id == id);

    [GeneratedRegex(@"^(.+)-(\d{1,2}\.\d{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Width();
}
