"""Widgets, layout and painting of the console: what people see and what they mean to do.

Look
    theme.Theme        colours, px, fonts, icons, motion of one window. Handed to every widget as
                       the first argument; `theme.dress_application(app)` once,
                       `theme.dress(window)` once per top-level window.
    themed.Themed      mixin: call `wear(theme)`, override `restyle` for fonts, margins, sizes.
    tokens, fonts, icons, style_sheet     where the look comes from
    painting, text_block                  shapes and wrapped text for paint events
    focus_ring.FocusRing(theme, window)   once per top-level window
    system_contrast.SystemContrast(theme) follows the high contrast wish of the system

widgets/ (one per file; all take the theme first)
    label: Label, ElidedLabel (users' words), Paragraph · button: Button, IconButton · chip: Chip,
    ChipButton · sync_chip · key_cap · avatar · count_badge · icon_label · column_badge ·
    points_badge · panel: Panel, Hairline · ground: Ground (page and shadows; panels lie on it) ·
    segmented_tabs · zone_bar · countdown_label · timer_card · agenda_block · now_strip ·
    note_card · column_header · growing_edit · capture_line · text_field · search_field ·
    combo_box · check_box · table_view: TableView, RowDelegate · sheet · selection_bar ·
    empty_state · skeleton · key_figure · notice_row · key_hint

shell/
    shell_frame.ShellFrame   top bar, centre, bottom bar, `sheet_host`; breakpoints.Breakpoint

Words come from outside through setters; widgets tell intent by signals and hold nothing worth
saving. A view may have `set_breakpoint(Breakpoint)`; the shell calls it.
"""
