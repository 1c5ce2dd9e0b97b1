namespace Skylite.Workbench.Reports;

/// <summary>A part of the page with a heading.</summary>
internal interface IReportSection
{
    string Id { get; }

    string Title { get; }

    /// <summary>The heading, where what there is to show changes it.</summary>
    string TitleFor(ReportModel model) => Title;

    /// <summary>The HTML below the heading, or null if the model has nothing for it.</summary>
    Markup? Render(ReportModel model);
}
