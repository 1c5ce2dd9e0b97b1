using System.CommandLine;
using Skylite.Workbench;
using Skylite.Workbench.Machines;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite doctor</c>: which engine was found where, and whether it works.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        new Command("doctor", "Show the machine and the engines: what was found where, and whether it works.").Runs((_, terminal, _) =>
        {
            var machine = Machine.Current();
            var engines = Doctor.Examine();
            terminal.Say(machine.ToString());
            var table = new Table().AddColumns("engine", "version", "found at", "details", "smoke test");
            foreach (var engine in engines)
            {
                table.AddRow(
                    new Text(engine.Engine), new Text(engine.Version), new Text(engine.Path), new Text(engine.Details), new Text(engine.Problem ?? "passed"));
            }

            terminal.Show(table);
            terminal.Json(new Diagnosis(machine, engines), WorkbenchJson.Default.Diagnosis);
            return engines.All(engine => engine.Problem is null) ? ExitCode.Success : ExitCode.Failure;
        });
}
