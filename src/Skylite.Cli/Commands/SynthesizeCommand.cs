using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Datasets;
using Skylite.Zoo;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite synthesize</c>: labelled imagery to try things on.</summary>
internal static class SynthesizeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var task = new Option<string>("--task")
        {
            Description = "What the labels are for: " + OptionList.Ids(ModelTasks.All, t => t.Id) + ".",
            HelpName = "TASK",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "Folder of the data set.", HelpName = "DIR", Required = true };
        var scene = new Option<bool>("--scene")
        {
            Description = "One georeferenced scene of 16 bits with its labels (two dates for change detection) instead of many small images.",
        };
        var images = new Option<int?>("--images")
        {
            Description = "Images or pairs in all, or of each class for scene classification. Default: 120; 150 of each class.",
            HelpName = "N",
        };
        var size = new Option<int?>("--size")
        {
            Description = "Rows and columns. Default: 64 for scene classification, 128 for pixels, 1024 for a scene.",
            HelpName = "PIXELS",
        };
        var pixel = new Option<double?>("--pixel-size")
        {
            Description = "Ground size of a pixel in metres. Default: 2 for scene classification, 1 for pixels.",
            HelpName = "METRES",
        };
        var bands = new Option<int?>("--bands") { Description = "3 (red, green, blue) or 4 (and near infrared). Default: 3; 4 for a scene.", HelpName = "N" };
        var seed = OptionList.With("--seed", "Seed of everything.", new SynthesizeOptions { Task = default, Out = string.Empty }.Seed);
        var overwrite = new Option<bool>("--overwrite") { Description = "Draw over the files of an earlier drawing." };
        var command = new Command("synthesize", "Draw labelled imagery: houses, fields, woods and water, for any task, seeded.")
        {
            task, output, scene, images, size, pixel, bands, seed, overwrite,
        };
        return command.Runs((parse, terminal, cancellation) =>
        {
            var drawn = SynthesizeJob.Run(
                new SynthesizeOptions
                {
                    Task = ModelTasks.Find(parse.GetRequiredValue(task)),
                    Out = parse.GetRequiredValue(output),
                    IsScene = parse.GetValue(scene),
                    Images = parse.GetValue(images),
                    Size = parse.GetValue(size),
                    PixelSize = parse.GetValue(pixel),
                    Bands = parse.GetValue(bands),
                    Seed = parse.GetValue(seed),
                    Overwrite = parse.GetValue(overwrite),
                },
                new JobConsole(terminal),
                cancellation);
            terminal.EndLive();
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{drawn.Directory}: "
                + $"{drawn.Images} {(drawn.Task == ModelTasks.Id(ModelTask.ChangeDetection) ? "pair" : "image")}{(drawn.Images == 1 ? string.Empty : "s")} "
                + $"of {drawn.Size} × {drawn.Size} pixels of {drawn.PixelSize:0.##} m, {drawn.Bands} bands, for {drawn.Task}"));
            terminal.Json(drawn, WorkbenchJson.Default.SynthesizeFigures);
            return ExitCode.Success;
        });
    }
}
