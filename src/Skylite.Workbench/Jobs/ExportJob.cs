using System.Text.Encodings.Web;
using System.Text.Json;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Jobs;

/// <summary>Writes what other programs need to use a model.</summary>
public static class ExportJob
{
    // The file is no part of a web page: names stay readable.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to write.</param>
    /// <param name="progress">Told what was assumed.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="ArgumentException">Nothing is to be written, or over the model itself.</exception>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">The model was not written by Skylite.</exception>
    public static IReadOnlyList<string> Run(ExportOptions options, IProgress<JobMessage>? progress = null)
    {
        ModelFile.Require(options.Model);
        var wanted = new (string Option, string? Path, Action<DescribedModel, string> Write)[]
        {
            ("--deepness", options.Deepness, (model, path) => Deepness(model, path, options.PixelSize, progress)),
            ("--stac", options.Stac, (model, path) => AtomicFile.WriteAllText(path, StacItem.Make(model, path).ToJsonString(Indented) + "\n")),
            ("--card", options.Card, (model, path) => AtomicFile.WriteAllText(path, ModelCard.Make(model))),
        }.Where(w => w.Path is not null).Select(w => (w.Option, Path: w.Path!, w.Write)).ToArray();
        if (options.PixelSize is not null && options.Deepness is null)
        {
            throw new ArgumentException("--pixel-size is written into the variant for Deepness: add --deepness FILE.onnx, or leave it out.");
        }

        if (wanted.Length == 0)
        {
            throw new ArgumentException("Say what to write: --deepness FILE.onnx, --stac FILE.json or --card FILE.md.");
        }

        if (wanted.FirstOrDefault(w => Path.GetFullPath(w.Path) == Path.GetFullPath(options.Model)) is { Option: { } option })
        {
            throw new ArgumentException($"{option} names the model itself, '{options.Model}'. Give the export another name.");
        }

        var graph = OnnxReader.Read(options.Model);
        ShapeInference.Run(graph);
        var described = DescribedModel.Of(graph, ModelFacts.Require(graph, options.Model), options.Model);
        foreach (var (_, path, write) in wanted)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            write(described, path);
        }

        return [.. wanted.Select(w => w.Path)];
    }

    private static void Deepness(DescribedModel model, string path, double? pixelSize, IProgress<JobMessage>? progress)
    {
        var (size, note) = DeepnessExport.PixelSize(model.Facts, pixelSize);
        OnnxWriter.Write(DeepnessExport.Make(model.Graph, model.Facts, size), path);
        if (note is not null)
        {
            progress.Say(note);
        }
    }
}
