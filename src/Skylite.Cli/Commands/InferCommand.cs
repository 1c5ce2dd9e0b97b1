using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite infer</c>: from scenes to maps.</summary>
internal static class InferCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "An ONNX file written by Skylite or described ('skylite describe')." };
        var scenes = new Argument<string[]>("scene")
        {
            Description = "Scenes: any raster GDAL reads, a folder with one file for each band (B02 … B8A), or files joined with +. "
                + "Change detection takes them in pairs, the earlier date first.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "The map, a .tif; or a folder, in which each map is named after its scene.",
            HelpName = "MAP.tif",
            Required = true,
        };
        var command = new Command("infer", "Run a model over whole georeferenced scenes and write maps: cloud-optimised GeoTIFFs, and polygons if wanted.")
        {
            model, scenes, output,
        };
        var map = new MapArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var figures = InferJob.Run(
                map.Read(parse, parse.GetRequiredValue(model), parse.GetRequiredValue(scenes), parse.GetRequiredValue(output)),
                new JobConsole(terminal),
                cancellation);
            terminal.EndLive();
            MapConsole.Show(terminal, figures);
            terminal.Json(figures, WorkbenchJson.Default.InferFigures);
            return ExitCode.Success;
        });
    }
}
