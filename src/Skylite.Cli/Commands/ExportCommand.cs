using System.CommandLine;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite export</c>: what other programs need to use a model.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "An ONNX file written by Skylite or described ('skylite describe')." };
        var deepness = new Option<string?>("--deepness")
        {
            Description = "A variant for the QGIS plugin Deepness: one input, probabilities, its metadata.",
            HelpName = "FILE.onnx",
        };
        var stac = new Option<string?>("--stac") { Description = "A STAC item with the Machine Learning Model extension 1.5.", HelpName = "FILE.json" };
        var card = new Option<string?>("--card")
        {
            Description = "A model card in Markdown, with the figures of the run where its result lies beside the model.",
            HelpName = "FILE.md",
        };
        var pixel = new Option<double?>("--pixel-size")
        {
            Description = "Ground size in metres of the pixels the model was trained on, for Deepness. Default: what the model says, else 1.",
            HelpName = "METRES",
        };
        var command = new Command("export", "Write what other programs need to use a model: a Deepness variant, a STAC item, a model card.")
        {
            model, deepness, stac, card, pixel,
        };
        return command.Runs((parse, terminal, _) =>
        {
            var written = ExportJob.Run(
                new ExportOptions(parse.GetRequiredValue(model))
                {
                    Deepness = parse.GetValue(deepness),
                    Stac = parse.GetValue(stac),
                    Card = parse.GetValue(card),
                    PixelSize = parse.GetValue(pixel),
                },
                new JobConsole(terminal));
            foreach (var file in written)
            {
                terminal.Say(file);
            }

            terminal.Json([.. written], WorkbenchJson.Default.StringArray);
            return ExitCode.Success;
        });
    }
}
