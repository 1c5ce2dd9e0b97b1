namespace Skylite.Workbench.Reports;

/// <summary>Finds the chart library that reports carry inside them (Apache ECharts, from npm).</summary>
public static class ChartLibrary
{
    private const string Place = "artifacts/npm/node_modules/echarts/dist/echarts.min.js";

    /// <summary>The script of the installed chart library, looked for from the program's folder upwards; null if there is none.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Place);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
