using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Inference.Scenes;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite describe</c>: what is known of a model from elsewhere, written into it.</summary>
internal static class DescribeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "An ONNX file that was trained elsewhere." };
        var output = new Option<string>("--out") { Description = "The described model to write.", HelpName = "FILE.onnx", Required = true };
        var task = new Option<string?>("--task")
        {
            Description = "What it does: " + OptionList.Ids(ModelTasks.All, t => t.Id) + ". Default: as its inputs and outputs look.",
            HelpName = "ID",
        };
        var last = new Option<bool>("--channels-last")
        {
            Description = "Images are [batch, rows, columns, bands], as TensorFlow has them: they are turned round.",
        };
        var answer = new Option<string?>("--output")
        {
            Description = "Which output is the answer, where there are several; the others go. Default: the first.",
            HelpName = "NAME",
        };
        var bands = CommaList.Texts(
            "--bands", "Its bands in the order of the input's channels, of one date, such as B04,B03,B02,B08. Default: red,green,blue where there are three.");
        var presets = Normalization.All.Where(n => n != Normalization.Dataset);
        var normalization = new Option<string?>("--normalization")
        {
            Description = "How bytes become its input: " + OptionList.Ids(presets, n => n.Id) + ".",
            HelpName = "NAME",
        };
        var mean = CommaList.Decimals("--mean", "Instead of --normalization: mean of each band, or one for all, that is taken off.");
        var deviation = CommaList.Decimals("--std", "Instead of --normalization: standard deviation of each band, or one for all, that is divided by.");
        var scale = new Option<float?>("--scale")
        {
            Description = "Factor on raw values before --mean, such as 0.0001 for reflectances in integers. Default: 1/255.",
            HelpName = "FACTOR",
        };
        var missing = new Option<double?>("--no-data") { Description = "Raw value that marks missing pixels.", HelpName = "VALUE" };
        var size = new Option<int?>("--size")
        {
            Description = "Rows and columns of its images where it leaves them open. Default: 224, for pixels 256.",
            HelpName = "PIXELS",
        };
        var classes = CommaList.Texts(
            "--classes",
            "Names of its classes in the order of the outputs; or a file: classes.json (names, colours, values of masks and maps), or a text with one name "
            + "a line. Default for change detection: unchanged,changed.");
        var answers = new Option<string?>("--answers")
        {
            Description = "What it answers with: " + OptionList.Ids(AnswerKinds.All, k => k.Id) + ". Default: as its last operator tells.",
            HelpName = "KIND",
        };
        var overlap = new Option<double?>("--overlap")
        {
            Description = "Share of a tile that its neighbour covers too when scenes are mapped, 0 to 0.9. Default: a quarter.",
            HelpName = "SHARE",
        };
        var ground = new Option<double?>("--ground-size") { Description = "Side in metres of the pixels it was trained on.", HelpName = "METRES" };
        var command = new Command(
            "describe",
            "Write into an ONNX file from elsewhere what eval, infer, compress, preview and export must know: task, bands, normalisation, classes.")
        {
            model, output, task, last, answer, bands, normalization, mean, deviation, scale, missing, size, classes, answers, overlap, ground,
        };
        return command.Runs((parse, terminal, _) =>
        {
            var path = parse.GetRequiredValue(output);
            var facts = DescribeJob.Run(
                new DescribeOptions(parse.GetRequiredValue(model), path)
                {
                    Task = parse.GetValue(task) is { } id ? ModelTasks.Find(id) : null,
                    ChannelsLast = parse.GetValue(last),
                    Output = parse.GetValue(answer),
                    Bands = parse.Texts(bands),
                    Normalization = parse.GetValue(normalization) is { } name ? Normalization.Find(name) : null,
                    Scale = parse.GetValue(scale),
                    Mean = parse.Decimals(mean),
                    StandardDeviation = parse.Decimals(deviation),
                    NoData = parse.GetValue(missing),
                    Size = parse.Positive(size),
                    Classes = parse.Texts(classes),
                    Answers = parse.GetValue(answers) is { } kind ? AnswerKinds.Find(kind) : null,
                    Overlap = parse.GetValue(overlap),
                    GroundSize = parse.GetValue(ground),
                },
                new JobConsole(terminal));
            var form = facts.Preprocessing;
            terminal.Say($"{path}: {ModelTasks.Id(facts.Task)}, {form.Height} × {form.Width} pixels of {string.Join(", ", form.Bands)}");
            terminal.Say(Invariant($"  input: (raw · {form.Scale:0.######} − {Numbers(form.Mean)}) / {Numbers(form.StandardDeviation)}"));
            var numbered = facts.ClassValues.Count > 0;
            terminal.Say($"  classes: {string.Join(", ", facts.Classes.Select((name, i) => numbered ? $"{name} = {facts.ClassValues[i]}" : name))}");
            terminal.Json([path], WorkbenchJson.Default.StringArray);
            return ExitCode.Success;
        });
    }

    private static string Numbers(IReadOnlyList<float> numbers) => numbers.Distinct().Count() == 1
        ? Invariant($"{numbers[0]:0.#####}")
        : $"[{string.Join(", ", numbers.Select(n => Invariant($"{n:0.#####}")))}]";
}
