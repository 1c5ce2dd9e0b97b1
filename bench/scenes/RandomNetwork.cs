using Skylite.Graphs.Onnx;
using Skylite.Imagery;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Bench.Scenes;

/// <summary>The light U-shaped network for four bands and five classes, with random weights.</summary>
internal static class RandomNetwork
{
    private const int Side = 256;

    public static void Write(string output)
    {
        var graph = Models.Build("light-unet", new ModelOptions { Classes = 5, InputChannels = 4, Seed = 1 }.WithSize(Side));
        var form = new Preprocessing
        {
            Bands = ["B02", "B03", "B04", "B08"],
            Units = "reflectance",
            Scale = 1e-4f,
            Mean = [0.12f, 0.12f, 0.11f, 0.22f],
            StandardDeviation = [0.07f, 0.06f, 0.06f, 0.09f],
            Height = Side,
            Width = Side,
        };
        new ModelFacts(form, ["water", "field", "soil", "built", "forest"], new Provenance { Architecture = "light-unet" })
        {
            Task = ModelTask.SemanticSegmentation,
        }.WriteTo(graph);
        OnnxWriter.Write(graph, output);
    }
}
