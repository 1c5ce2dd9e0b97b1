using System.CommandLine;
using System.Text.Json;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Workbench;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Models;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite export</c>: what other programs need to use a model.</summary>
internal static class ExportCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "An ONNX file written by Skylite." };
        var deepness = new Option<string?>("--deepness") { Description = "A variant for the QGIS plugin Deepness: one input, probabilities, its metadata.", HelpName = "FILE.onnx" };
        var stac = new Option<string?>("--stac") { Description = "A STAC item with the Machine Learning Model extension 1.5.", HelpName = "FILE.json" };
        var card = new Option<string?>("--card") { Description = "A model card in Markdown.", HelpName = "FILE.md" };
        var pixel = new Option<double?>("--pixel-size") { Description = "Ground size in metres of the pixels the model was trained on, for Deepness. Default: what the model says, else 1.", HelpName = "METRES" };
        var command = new Command("export", "Write what other programs need to use a model: a Deepness variant, a STAC item, a model card.") { model, deepness, stac, card, pixel };
        return command.Runs((parse, terminal, _) =>
        {
            var file = parse.GetRequiredValue(model);
            var graph = OnnxReader.Read(file);
            ShapeInference.Run(graph);
            var facts = ModelFacts.Require(graph, file);
            var written = new List<string>();
            void Write(Option<string?> option, Action<string> write)
            {
                if (parse.GetValue(option) is not { } path)
                {
                    return;
                }

                if (Path.GetFullPath(path) == Path.GetFullPath(file))
                {
                    throw new ArgumentException($"{option.Name} names the model itself, '{file}'. Give the export another name.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                write(path);
                written.Add(path);
                terminal.Say(path);
            }

            Write(deepness, path =>
            {
                var (size, note) = DeepnessExport.PixelSize(facts, parse.GetValue(pixel));
                OnnxWriter.Write(DeepnessExport.Make(graph, facts, size), path);
                if (note is not null)
                {
                    terminal.Note(note);
                }
            });
            Write(stac, path => AtomicFile.WriteAllText(path, StacItem.Make(graph, facts, file).ToJsonString(Indented) + "\n"));
            Write(card, path => AtomicFile.WriteAllText(path, ModelCard.Make(graph, facts, file)));
            if (written.Count == 0)
            {
                throw new ArgumentException("Say what to write: --deepness FILE.onnx, --stac FILE.json or --card FILE.md.");
            }

            terminal.Json([.. written], WorkbenchJson.Default.StringArray);
            return ExitCode.Success;
        });
    }
}
